const { join } = require("node:path");
const { governorPolicies } = require("@infrafabric/policy-pack");
const { PolicyPack } = require("@pulumi/policy");

// An absolute path: a relative one would be read in the folder of the app.
new PolicyPack("acme", governorPolicies({ floor: join(__dirname, "governor.yaml") }));
