import { decodeValue } from "../../readers/decode";
import { Property } from "../../view/property";
import { unknown, type Value } from "../../view/value";

/** The latter is the emulator's, by its proxy: no name that ends in `test` exists elsewhere. */
const inSpaces = /^(?:.+\.)?([a-z]{3}\d)\.(?:digitaloceanspaces\.com|spaces\.emulator\.test)$/;

/** Where S3 alone is sent here, it is to the emulator. */
const isThisMachine = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Services that whoever emulates AWS on this machine sends there as well. */
const otherServices = ["dynamodb", "ec2", "iam", "lambda", "sns", "sqs", "sts"];

/** Whether a provider of AWS sends S3 requests to Spaces; `unknown`: that is unknown until `pulumi up`. */
export type PointsAtSpaces = "yes" | "no" | "unknown";

/** Where a provider of AWS sends S3 requests. */
export interface SpacesEndpoint {
  readonly points: PointsAtSpaces;
  /** The Spaces region, such as `nyc3`; undefined for the emulator and for what is not Spaces. */
  readonly region?: string;
}

/** Looks at the `endpoints` of a provider of AWS. */
export function spacesEndpoint(endpoints: Property): SpacesEndpoint {
  const text = endpoints.text();
  // The SDK sends what is not a text as JSON in a text.
  const list = text === undefined ? endpoints : new Property(endpoints.path, parsed(text));
  if (list.opaque) return { points: "unknown" };
  const maps = list.elements();
  const urls = maps.map((map) => map.get("s3"));
  const alone = !maps.some((map) => otherServices.some((service) => map.get(service).present));
  for (const url of urls) {
    const hostname = hostOf(url.text() ?? "");
    if (alone && isThisMachine.test(hostname)) return { points: "yes" };
    const [, region] = inSpaces.exec(hostname) ?? [];
    if (region !== undefined) return { points: "yes", region };
  }
  return { points: urls.some((url) => url.opaque) ? "unknown" : "no" };
}

function parsed(text: string): Value {
  try {
    return decodeValue(JSON.parse(text));
  } catch {
    // With an unknown in it, it is one as a whole.
    return decodeValue(text) === unknown ? unknown : null;
  }
}

/** The SDK of AWS takes an address without a scheme as well, and a host that ends in a dot is the same one. */
function hostOf(address: string): string {
  const bare = address.trim();
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") : "";
}
