import { type FrameworkFacts, numberedUnder } from "./framework";

const common = { CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2 };
const privacy = { P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 };

export const soc2: FrameworkFacts = {
  name: "SOC 2 (2017 Trust Services Criteria)",
  ids: numberedUnder({ ...common, A1: 3, C1: 2, PI1: 5, ...privacy }, "."),
  titles: {
    "A1.1": "capacity",
    "A1.2": "backups and recovery",
    "A1.3": "recovery tested",
    "C1.1": "confidential information protected",
    "C1.2": "confidential information disposed of",
    "CC5.2": "controls over technology",
    "CC6.1": "logical access",
    "CC6.2": "accounts granted and withdrawn",
    "CC6.3": "least privilege",
    "CC6.6": "threats from outside the boundary",
    "CC6.7": "data in transit",
    "CC6.8": "malicious software",
    "CC7.1": "vulnerabilities and changed configuration",
    "CC7.2": "monitoring for anomalies",
    "CC7.3": "security events evaluated",
    "CC7.4": "incidents responded to",
    "CC7.5": "recovery from incidents",
    "CC8.1": "change management",
    "CC9.1": "risks of disruption",
    "CC9.2": "risks of vendors",
    "PI1.5": "stored data complete and correct",
  },
};
