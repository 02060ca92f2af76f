/** The page of a class in the documentation of Pulumi's provider. */
export function pulumiDocs(className: string): string {
  return `https://www.pulumi.com/registry/packages/digitalocean/api-docs/${className.toLowerCase()}/`;
}
