/** The governor's own version, also where its sources are bundled into another package. */
export const governorVersion = "0.1.0";
