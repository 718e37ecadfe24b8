import assert from "node:assert";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

const registered: pulumi.runtime.MockResourceArgs[] = [];
pulumi.runtime.setMocks({
    newResource(args) {
        registered.push(args);
        const outputs = args.type === "telecmi:index:Roster" ? { extensions: [101, 102] } : { agentId: `${args.inputs.extension}_1111112` };
        return { id: `${args.name}-id`, state: { ...args.inputs, ...outputs } };
    },
    call: () => ({}),
});
pulumi.runtime.setAllConfig({ "project:receptionPassword": "a-pass-word" }, ["project:receptionPassword"]);

const known = <T>(output: pulumi.Output<T>) => new Promise<T>(resolve => output.apply(resolve));

test("the program declares the desk and its reception", async () => {
    const program = await import("./index");
    assert.deepStrictEqual(await known(program.extensions), [101, 102]);
    assert.strictEqual(await known(program.receptionId), "200_1111112");

    const [desk, reception] = ["desk", "reception"].map(name => registered.find(one => one.name === name)!);
    assert.strictEqual(desk.type, "telecmi:index:Roster");
    assert.deepStrictEqual(desk.inputs, { file: "../../agents.yaml" });
    assert.strictEqual(reception.type, "telecmi:index:Agent");
    assert.strictEqual(reception.inputs.phoneNumber, "+91 98765 43200");
});

test("a password is a secret from the program on", async () => {
    const telecmi = await import("./telecmi");
    const agent = new telecmi.Agent("secretive", { extension: 201, name: "S", phoneNumber: "919876543201", password: "a-pass-word" });
    assert.strictEqual(await pulumi.isSecret(agent.password), true);
});
