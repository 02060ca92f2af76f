import "./open-compile-cache";
import { PolicyPack } from "@pulumi/policy";
import { governorPolicies } from "./index";

new PolicyPack("infrafabric", governorPolicies());
