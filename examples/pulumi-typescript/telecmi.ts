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
