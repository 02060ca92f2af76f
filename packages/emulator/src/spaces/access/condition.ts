import { BlockList, isIP } from "node:net";
import { matches } from "./pattern.ts";

/** What a condition can ask of a request, by its key in lower case, such as `aws:sourceip`. */
export type Facts = ReadonlyMap<string, string>;

type Test = (wanted: string, found: string) => boolean;

const equals: Test = (wanted, found) => wanted === found;
const equalsIgnoreCase: Test = (wanted, found) => wanted.toLowerCase() === found.toLowerCase();
const number =
  (compare: (found: number, wanted: number) => boolean): Test =>
  (wanted, found) =>
    compare(Number(found), Number(wanted));

/** Operators that hold where one of the wanted values fits. */
const positive: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoreCase,
  StringLike: matches,
  Bool: equalsIgnoreCase,
  IpAddress: isWithin,
  NumericEquals: number((found, wanted) => found === wanted),
  NumericLessThan: number((found, wanted) => found < wanted),
  NumericLessThanEquals: number((found, wanted) => found <= wanted),
  NumericGreaterThan: number((found, wanted) => found > wanted),
  NumericGreaterThanEquals: number((found, wanted) => found >= wanted),
};

/** Operators that hold where none of the wanted values fits. */
const negative: Readonly<Record<string, Test>> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsIgnoreCase,
  StringNotLike: matches,
  NotIpAddress: isWithin,
  NumericNotEquals: number((found, wanted) => found === wanted),
};

/** Behind an operator: it holds, too, where the request says nothing of its key. */
const ifExists = "IfExists";

export const conditionOperators: readonly string[] = Object.keys({ ...positive, ...negative }).flatMap((name) => [
  name,
  name + ifExists,
]);

/** Whether one condition holds: an operator, the key that it asks about, and the values that it takes. */
export function holds(operator: string, key: string, wanted: readonly string[], facts: Facts): boolean {
  const found = facts.get(key.toLowerCase());
  const name = operator.endsWith(ifExists) ? operator.slice(0, -ifExists.length) : operator;
  const isNegative = Object.hasOwn(negative, name);
  if (found === undefined) return isNegative || name !== operator;
  const test = (isNegative ? negative : positive)[name];
  return test !== undefined && wanted.some((value) => test(value, found)) !== isNegative;
}

/** Whether an address is in a block: `203.0.113.0/24`, or one address. */
function isWithin(block: string, address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  const [network = "", bits] = block.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const most = family === "ipv6" ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (isIP(network) === 0 || isIP(plain) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
    return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
