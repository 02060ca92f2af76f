/**
 * Applications of the Marketplace: their titles, and the Ubuntu releases in the slugs of their images. Source: the folders
 * of github.com/digitalocean/droplet-1-clicks (Aug 2026 and before), in which DigitalOcean builds them; a part of them.
 */
const applications: Readonly<Record<string, readonly [title: string, releases: readonly string[]]>> = {
  airflow: ["Apache Airflow", ["22-04", "24-04"]],
  clickhouse: ["ClickHouse", ["22-04", "24-04"]],
  coolify: ["Coolify", ["24-04"]],
  discourse: ["Discourse", ["20-04", "22-04", "24-04"]],
  django: ["Django", ["20-04", "22-04", "24-04"]],
  docker: ["Docker", ["18-04", "20-04", "22-04"]],
  dokku: ["Dokku", ["20-04", "22-04", "24-04"]],
  elasticsearch: ["Elasticsearch", ["22-04", "24-04"]],
  flask: ["Flask", ["22-04", "24-04"]],
  ghost: ["Ghost", ["22-04", "24-04"]],
  gitlab: ["GitLab", ["20-04", "22-04"]],
  grafana: ["Grafana", ["20-04", "24-04"]],
  jitsi: ["Jitsi", ["20-04", "22-04", "24-04"]],
  kafka: ["Apache Kafka", ["20-04", "24-04"]],
  keycloak: ["Keycloak", ["22-04", "24-04"]],
  lamp: ["LAMP", ["18-04", "20-04", "22-04", "24-04"]],
  lemp: ["LEMP", ["18-04", "20-04", "22-04", "24-04", "26-04"]],
  mariadb: ["MariaDB", ["24-04"]],
  mean: ["MEAN", ["24-04"]],
  mern: ["MERN", ["24-04"]],
  mongodb: ["MongoDB", ["20-04", "24-04"]],
  mysql: ["MySQL", ["20-04", "24-04"]],
  nodejs: ["NodeJS", ["20-04", "24-04"]],
  odoo: ["Odoo", ["24-04"]],
  ollama: ["Ollama", ["24-04"]],
  opensearch: ["OpenSearch", ["24-04"]],
  phpmyadmin: ["phpMyAdmin", ["24-04"]],
  plausible: ["Plausible", ["24-04"]],
  prometheus: ["Prometheus", ["24-04"]],
  rabbitmq: ["RabbitMQ", ["24-04"]],
  rails: ["Ruby on Rails", ["20-04", "24-04"]],
  strapi: ["Strapi", ["24-04"]],
  supabase: ["Supabase", ["24-04"]],
  valkey: ["Valkey", ["24-04"]],
  wordpress: ["WordPress", ["18-04", "20-04", "24-04"]],
};

/** An image with an application on it. */
interface Application {
  readonly slug: string;
  readonly title: string;
  /** As the slug has it: `20-04`. */
  readonly release: string;
}

export const marketplaceApplications: readonly Application[] = Object.entries(applications).flatMap(
  ([name, [title, releases]]) => releases.map((release) => ({ slug: `${name}-${release}`, title, release })),
);
