terraform {
  required_providers {
    digitalocean = { source = "digitalocean/digitalocean", configuration_aliases = [] }
  }
}
variable "do_token" {
  type      = string
  sensitive = true
  default   = "dop_v1_0000000000000000000000000000000000000000000000000000000000000000"
}
variable "db_password" {
  type      = string
  sensitive = true
  default   = "made-up-password"
}
variable "size" { default = "s-1vcpu-1gb" }
variable "admin_ports" { default = ["22"] }
locals { region = "nyc3" }

provider "digitalocean" {
  token        = var.do_token
  api_endpoint = "http://127.0.0.1:4999"
}
provider "digitalocean" {
  alias        = "other"
  token        = "dop_v1_1111111111111111111111111111111111111111111111111111111111111111"
  api_endpoint = "http://127.0.0.1:4999"
}

module "net" {
  source   = "./net"
  for_each = toset(["blue"])
  name     = each.key
  region   = local.region
}

resource "digitalocean_ssh_key" "ops" {
  name       = "ops"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIomNr7VqzxbyPrmzgZ3JWwI8RmPVAo0vzDO0SeTvBTC made-up"
}
resource "digitalocean_tag" "web" { name = "web" }

resource "digitalocean_droplet" "app" {
  count      = 2
  name       = "app-${count.index}"
  image      = "ubuntu-24-04-x64"
  size       = var.size
  region     = local.region
  vpc_uuid   = module.net["blue"].vpc_id
  ssh_keys   = [digitalocean_ssh_key.ops.fingerprint]
  tags       = [digitalocean_tag.web.id, "owner:ops"]
  monitoring = true
  backups    = true
  backup_policy {
    plan    = "weekly"
    weekday = "SUN"
    hour    = 4
  }
  user_data = "#cloud-config\npassword: made-up"
}
resource "digitalocean_droplet" "bare" {
  name      = "bare"
  image     = "ubuntu-24-04-x64"
  size      = "s-1vcpu-1gb"
  region    = "nyc3"
  user_data = "echo ${var.db_password}"
}
resource "digitalocean_droplet" "elsewhere" {
  provider = digitalocean.other
  name     = "elsewhere"
  image    = "ubuntu-24-04-x64"
  size     = "s-1vcpu-1gb"
  region   = "nyc3"
}
resource "digitalocean_firewall" "web" {
  name        = "web"
  droplet_ids = digitalocean_droplet.app[*].id
  inbound_rule {
    protocol         = "tcp"
    port_range       = "443"
    source_addresses = ["0.0.0.0/0", "::/0"]
  }
  dynamic "inbound_rule" {
    for_each = var.admin_ports
    content {
      protocol         = "tcp"
      port_range       = inbound_rule.value
      source_addresses = ["0.0.0.0/0"]
    }
  }
  outbound_rule {
    protocol              = "tcp"
    port_range            = "1-65535"
    destination_addresses = ["0.0.0.0/0"]
  }
}
resource "digitalocean_firewall" "dynamic" {
  name        = "dynamic"
  droplet_ids = [digitalocean_droplet.bare.id]
  dynamic "inbound_rule" {
    for_each = digitalocean_droplet.app
    content {
      protocol         = "tcp"
      port_range       = "22"
      source_addresses = [inbound_rule.value.ipv4_address]
    }
  }
}
resource "digitalocean_loadbalancer" "web" {
  name     = "web"
  region   = "nyc3"
  vpc_uuid = module.net["blue"].vpc_id
  droplet_ids = digitalocean_droplet.app[*].id
  forwarding_rule {
    entry_port      = 443
    entry_protocol  = "https"
    target_port     = 80
    target_protocol = "http"
    certificate_name = "web"
  }
}
resource "digitalocean_database_cluster" "db" {
  name       = "orders"
  engine     = "pg"
  version    = "16"
  size       = "db-s-1vcpu-1gb"
  region     = "nyc3"
  node_count = 1
  private_network_uuid = module.net["blue"].vpc_id
}
resource "digitalocean_database_firewall" "db" {
  cluster_id = digitalocean_database_cluster.db.id
  rule {
    type  = "ip_addr"
    value = "0.0.0.0/0"
  }
}
resource "digitalocean_kubernetes_cluster" "k" {
  name    = "k"
  region  = "nyc3"
  version = "1.31.1-do.3"
  node_pool {
    name       = "default"
    size       = "s-2vcpu-2gb"
    auto_scale = true
    min_nodes  = 1
    max_nodes  = 3
    labels     = { tier = "web" }
  }
}
resource "digitalocean_spaces_bucket" "files" {
  name   = "files-made-up"
  region = "nyc3"
  acl    = "public-read"
  versioning { enabled = true }
}
resource "digitalocean_record" "www" {
  domain = "example.com"
  type   = "A"
  name   = "www"
  value  = digitalocean_loadbalancer.web.ip
}
resource "digitalocean_app" "app" {
  spec {
    name   = "app"
    region = "nyc"
    domain { name = "app.example.com" }
    service {
      name               = "web"
      instance_size_slug = "apps-s-1vcpu-1gb"
      instance_count     = 1
      env {
        key   = "DB_PASSWORD"
        value = var.db_password
      }
      env {
        key   = "HOST"
        value = digitalocean_droplet.bare.ipv4_address
      }
      git {
        repo_clone_url = "https://example.com/app.git"
        branch         = "main"
      }
    }
  }
}
resource "digitalocean_volume" "data" {
  region = "nyc3"
  name   = "data"
  size   = 100
}
resource "digitalocean_volume_attachment" "data" {
  droplet_id = digitalocean_droplet.app[0].id
  volume_id  = digitalocean_volume.data.id
}
resource "digitalocean_certificate" "own" {
  name = "own"
  type = "custom"
  private_key = "-----BEGIN PRIVATE KEY-----\nmade-up\n-----END PRIVATE KEY-----"
  leaf_certificate = "-----BEGIN CERTIFICATE-----\nmade-up\n-----END CERTIFICATE-----"
}
output "ip" { value = digitalocean_loadbalancer.web.ip }
