/** Which rules of a firewall are looked at, and how to speak of what they open. */
export interface Direction {
  readonly rules: "inboundRules" | "outboundRules";
  readonly addresses: "sourceAddresses" | "destinationAddresses";
  /** What the addresses of a rule are. */
  readonly peers: string;
  /** Comes before the ports. */
  readonly reach: string;
}

/** What reaches the Droplets. */
export const inbound: Direction = {
  rules: "inboundRules",
  addresses: "sourceAddresses",
  peers: "sources",
  reach: "the internet can reach",
};

/** What the Droplets reach. */
export const outbound: Direction = {
  rules: "outboundRules",
  addresses: "destinationAddresses",
  peers: "destinations",
  reach: "the Droplets can reach, anywhere on the internet,",
};
