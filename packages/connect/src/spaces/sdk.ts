// Apart, so that it is loaded only when Spaces is opened. By name: of a package in CommonJS that is imported as a whole, a
// bundle has the default export alone.
export { S3 } from "@aws-sdk/client-s3";
