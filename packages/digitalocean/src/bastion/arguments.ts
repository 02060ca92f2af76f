import * as z from "zod";
import { type Arguments, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { cidr, input, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import { backupPolicy } from "../parts/backup-policy";
import { dropletThresholds } from "../parts/droplet-metrics";
import type { BastionArgs } from "./bastion-args";

/** The arguments of a Bastion. */
export const bastionArguments = declareArguments((): Arguments<BastionArgs> => {
  const byTag = "the bastion's own tag connects its Droplet";
  return {
    ...governedArguments(),
    region: required(text()),
    sshFrom: required(z.array(cidr()).min(1, { error: "an empty list lets nobody in" })),
    sshKeys: required(input(z.array(input(text())).min(1, { error: "an empty list lets nobody log in" }))),
    size: optional(text()),
    image: optional(text()),
    user: optional(userName()),
    rebootHour: optional(z.int().min(0).max(23)),
    backupPolicy: optional(backupPolicy()),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    ...recipientArguments(),
    alertThresholds: optional(dropletThresholds()),
    skipAlerts: optional(z.boolean()),
    vpcArgs: overrides({ region: "use the component's region" }),
    dropletArgs: overrides({
      region: "use the component's region",
      size: "use the component's size",
      image: "use the component's image",
      sshKeys: "use the component's sshKeys",
      vpcUuid: "use the component's vpcId",
      userData: "the bastion is hardened by its own user data",
      publicNetworking: "a bastion is reached from outside",
    }),
    firewallArgs: overrides({ dropletIds: byTag, tags: byTag, inboundRules: "use sshFrom" }),
    monitorAlertArgs: overrides({
      type: "the bastion has one alert for each metric",
      value: "use the component's alertThresholds",
      entities: byTag,
      tags: byTag,
      alerts: "use the component's alertEmails and alertSlacks",
      enabled: "use the component's skipAlerts",
    }),
  };
});

const userName = () =>
  z
    .string()
    .regex(
      /^(?!(root|daemon|bin|sys|sync|games|man|lp|mail|news|proxy|backup|list|irc|nobody|sshd|ubuntu|debian)$)[a-z][a-z0-9_-]{0,31}$/,
      {
        error:
          "is not a user name of up to 32 lower-case letters, digits, _ and -, other than one that the system has, such as root",
      },
    );
