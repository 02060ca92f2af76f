import { decodeValue } from "../../sources/decode";
import { Property } from "../../view/property";
import { unknown, type Value } from "../../view/value";

const spacesHost = "digitaloceanspaces.com";

/** Services that whoever emulates AWS on this machine sends there as well. */
const otherServices = ["dynamodb", "ec2", "iam", "lambda", "sns", "sqs", "sts"];

/** Whether a provider of AWS sends S3 requests to Spaces; `unknown`: nobody can say before `up`. */
export type PointsAtSpaces = "yes" | "no" | "unknown";

/** Looks at the `endpoints` of a provider of AWS. */
export function pointsAtSpaces(endpoints: Property): PointsAtSpaces {
  const text = endpoints.text();
  // The SDK sends what is not a text as JSON in a text.
  const list = text === undefined ? endpoints : new Property(endpoints.path, parsed(text));
  if (list.opaque) return "unknown";
  const maps = list.elements();
  const urls = maps.map((map) => map.get("s3"));
  const alone = !maps.some((map) => otherServices.some((service) => map.get(service).present));
  if (urls.some((url) => leadsToSpaces(url.text() ?? "", alone))) return "yes";
  return urls.some((url) => url.opaque) ? "unknown" : "no";
}

function parsed(text: string): Value {
  try {
    return decodeValue(JSON.parse(text));
  } catch {
    // With an unknown in it, it is one as a whole.
    return decodeValue(text) === unknown ? unknown : null;
  }
}

/** On this machine S3 alone is taken for the emulator. */
function leadsToSpaces(url: string, alone: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  if (hostname === spacesHost || hostname.endsWith(`.${spacesHost}`)) return true;
  return alone && /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
