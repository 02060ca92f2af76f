terraform {
  required_providers {
    digitalocean = { source = "digitalocean/digitalocean" }
  }
}
variable "name" {}
variable "region" {}
resource "digitalocean_vpc" "this" {
  name   = "net-${var.name}"
  region = var.region
}
output "vpc_id" { value = digitalocean_vpc.this.id }
