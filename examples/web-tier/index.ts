import { GovernedWebTier } from "@infrafabric/digitalocean";

const web = new GovernedWebTier("web", {
  region: "nyc3",
  size: "s-2vcpu-2gb",
  image: "ubuntu-24-04-x64",
  userData: "#cloud-config\npackages: [nginx]\n",
  domain: "www.example.com",
  sshFrom: ["203.0.113.0/24"],
  alertEmails: ["ops@example.com"],
  tags: { environment: "dev", cost_center: "42", owner: "web" },
});

export const { url, ip, monthlyCost, unpriced } = web;
