export { defineRule, hidden, type Rule, undecided, unknown, violation } from "@infrafabric/governor";
export { type GovernorPoliciesOptions, governorPolicies } from "./policies";
