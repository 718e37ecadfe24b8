// What this program needs of the package telecmi, by hand: it is on no registry, and a few classes are easier to read than a generated
// SDK. `pulumi package add ../../src/TeleCmi.PulumiPlugin` generates the whole of it under ./sdks/telecmi, to be imported instead.
import * as pulumi from "@pulumi/pulumi";

export interface AgentArgs {
    /** The agent's key: a number from 100 to 999, unique in the account. A change replaces the agent. */
    extension: pulumi.Input<number>;
    /** Display name. */
    name: pulumi.Input<string>;
    /** Phone number with country code, 7 to 15 digits. */
    phoneNumber: pulumi.Input<string>;
    /** Login password. A new agent needs one; left out later, the one in force is kept. */
    password?: pulumi.Input<string>;
    /** First hour on duty, 1 to 24, included; given together with endTime. */
    startTime?: pulumi.Input<number>;
    /** Last hour on duty, 1 to 24, included. */
    endTime?: pulumi.Input<number>;
    /** Whether a missed call is told by SMS. */
    smsAlert?: pulumi.Input<boolean>;
}

/** One user ("agent") of a TeleCMI account. */
export class Agent extends pulumi.CustomResource {
    declare public readonly agentId: pulumi.Output<string>;
    declare public readonly extension: pulumi.Output<number>;
    declare public readonly name: pulumi.Output<string>;
    declare public readonly phoneNumber: pulumi.Output<string>;
    declare public readonly password: pulumi.Output<string | undefined>;
    declare public readonly startTime: pulumi.Output<number | undefined>;
    declare public readonly endTime: pulumi.Output<number | undefined>;
    declare public readonly smsAlert: pulumi.Output<boolean | undefined>;
    declare public readonly applied: pulumi.Output<Record<string, string> | undefined>;

    constructor(name: string, args: AgentArgs, options?: pulumi.CustomResourceOptions) {
        super("telecmi:index:Agent", name, {
            agentId: undefined,
            applied: undefined,
            ...args,
            password: args.password === undefined ? undefined : pulumi.secret(args.password),
        }, pulumi.mergeOptions({ additionalSecretOutputs: ["password"] }, options));
    }
}

export interface AgentRosterArgs {
    /** Path of the roster, from the program's folder; agents.yaml where it is left out. */
    file?: pulumi.Input<string>;
    /** Whether an entry that leaves the file, or a destroy, removes the user from the account. Else it is only forgotten. */
    prune?: pulumi.Input<boolean>;
    /** Whether a roster without agents is meant; else it is an error. */
    allowEmpty?: pulumi.Input<boolean>;
}

/** A whole call centre: one Agent, called NAME-EXTENSION, for each entry of an agents.yaml. */
export class AgentRoster extends pulumi.ComponentResource {
    declare public readonly extensions: pulumi.Output<number[]>;
    declare public readonly agentIds: pulumi.Output<Record<string, string>>;

    constructor(name: string, args: AgentRosterArgs = {}, options?: pulumi.ComponentResourceOptions) {
        super("telecmi:index:AgentRoster", name, { extensions: undefined, agentIds: undefined, ...args }, options, true /* the plugin constructs it */);
    }
}

export interface RosterAgentArgs {
    /** Display name. */
    name: pulumi.Input<string>;
    /** Phone number with country code, 7 to 15 digits. */
    phoneNumber: pulumi.Input<string>;
    /** Login password; the plugin makes it a secret. A new agent needs one. */
    password?: pulumi.Input<string>;
    /** First hour on duty, 1 to 24, included; given together with endTime. */
    startTime?: pulumi.Input<number>;
    /** Last hour on duty, 1 to 24, included. */
    endTime?: pulumi.Input<number>;
    /** Whether a missed call is told by SMS. */
    smsAlert?: pulumi.Input<boolean>;
    /** Whether the agent may never leave the roster until this is false in a step of its own. */
    protected?: pulumi.Input<boolean>;
}

export interface RosterPolicyArgs {
    /** How many agents one deployment may remove, or put another person on: "N", or "P%" of the recorded ones. */
    maxRemovals?: pulumi.Input<string>;
    /** Floors of the hours: {"9-18": 2}. */
    minOnDuty?: pulumi.Input<Record<string, number>>;
    /** "managed" keeps the roster's password in force; "initial" sends it to a new agent, and when it changes. */
    passwords?: pulumi.Input<string>;
}

export interface RosterArgs {
    /** Path of an agents.yaml, from the program's folder. Its passwords come from the environment and are nowhere in the state. */
    file?: pulumi.Input<string>;
    /** The agents, by extension, in place of a file. */
    agents?: pulumi.Input<Record<string, RosterAgentArgs>>;
    /** Rules of safety; beside a file each member wins over the file's own. */
    policy?: pulumi.Input<RosterPolicyArgs>;
    /** The account: must be the provider's. */
    appid?: pulumi.Input<string>;
    /** Whether an agent that leaves, or a destroy, is removed from the account. Else the user stays and is forgotten. */
    prune?: pulumi.Input<boolean>;
    /** Whether a roster without agents may remove everybody; applied, it lets a destroy go on. */
    allowEmpty?: pulumi.Input<boolean>;
    /** Whether to go on where most of ten or more recorded agents are missing from the account. */
    allowRecreate?: pulumi.Input<boolean>;
    /** Whether an extension that holds another person, whom no run recorded, may be taken over. */
    allowTakeover?: pulumi.Input<boolean>;
    /** Whether an hour may fall under its floor. */
    allowUnderCoverage?: pulumi.Input<boolean>;
}

/** A whole roster as one resource: planned, judged and applied as the command does. */
export class Roster extends pulumi.CustomResource {
    declare public readonly agents: pulumi.Output<Record<string, unknown>>;
    declare public readonly agentIds: pulumi.Output<Record<string, string>>;
    declare public readonly extensions: pulumi.Output<number[]>;
    declare public readonly passwordFingerprints: pulumi.Output<Record<string, string>>;
    declare public readonly record: pulumi.Output<Record<string, unknown>>;

    constructor(name: string, args: RosterArgs, options?: pulumi.CustomResourceOptions) {
        super("telecmi:index:Roster", name, {
            agentIds: undefined, extensions: undefined, passwordFingerprints: undefined, record: undefined, ...args,
        }, options);
    }
}

export interface AgentInfo {
    agentId: string;
    extension: number;
    name?: string;
    phoneNumber?: string;
    startTime?: number;
    endTime?: number;
    smsAlert?: boolean;
}

/** Every user of the account, those that are not managed included. Without passwords. */
export function getAgents(options?: pulumi.InvokeOptions): Promise<{ agents: AgentInfo[] }> {
    return pulumi.runtime.invoke("telecmi:index:getAgents", {}, options);
}
