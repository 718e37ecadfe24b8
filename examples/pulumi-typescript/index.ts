import * as pulumi from "@pulumi/pulumi";
import * as telecmi from "./telecmi";

const config = new pulumi.Config();

// The whole call centre as one resource.
const desk = new telecmi.Roster("desk", { file: config.get("roster") ?? "../../agents.yaml" });

// One more, under a name that stays when the extension changes: then the new one is made before the old one goes.
const reception = new telecmi.Agent("reception", {
    extension: 200,
    name: "Reception",
    phoneNumber: "+91 98765 43200",
    password: config.requireSecret("receptionPassword"),
    startTime: 8,
    endTime: 20,
}, { dependsOn: desk });

export const extensions = desk.extensions;
export const receptionId = reception.agentId;
