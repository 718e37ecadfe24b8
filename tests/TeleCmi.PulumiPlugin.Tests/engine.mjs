// The engine's side of the wire, from the gRPC stubs that Pulumi publishes. Reads one JSON command a line, answers with one JSON line:
//   {"id":1,"op":"call","port":N,"rpc":"Create","request":{...}}   calls the plugin
//   {"id":1,"op":"calls","port":N,"rpc":"Create","requests":[...]} calls it many times at once, as a deployment with parallelism does
//   {"id":2,"op":"deploy","port":N,"preview":false}                says how resources that components register are carried out
//   {"id":5,"op":"renew"}                                          listens at one more address, as the engine of the next deployment
//   {"id":6,"op":"reset"}                                          ends as an engine and begins as another, at another address: starting node is slow
//   {"id":3,"op":"logs"} / {"id":4,"op":"registered"}              what the plugin logged / registered so far
// The first line out tells where engine and monitor listen.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const providerCalls = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const providerMessages = require("@pulumi/pulumi/proto/provider_pb.js");
const pluginMessages = require("@pulumi/pulumi/proto/plugin_pb.js");
const engineCalls = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
const resourceCalls = require("@pulumi/pulumi/proto/resource_grpc_pb.js");
const resourceMessages = require("@pulumi/pulumi/proto/resource_pb.js");
const { Status } = require("@pulumi/pulumi/proto/status_pb.js");

const options = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const requests = {
    Handshake: providerMessages.ProviderHandshakeRequest, GetSchema: providerMessages.GetSchemaRequest,
    CheckConfig: providerMessages.CheckRequest, DiffConfig: providerMessages.DiffRequest, Configure: providerMessages.ConfigureRequest,
    Invoke: providerMessages.InvokeRequest, Call: providerMessages.CallRequest, Parameterize: providerMessages.ParameterizeRequest,
    Check: providerMessages.CheckRequest, Diff: providerMessages.DiffRequest, Create: providerMessages.CreateRequest,
    Read: providerMessages.ReadRequest, Update: providerMessages.UpdateRequest, Delete: providerMessages.DeleteRequest,
    Construct: providerMessages.ConstructRequest, Attach: pluginMessages.PluginAttach, GetMapping: providerMessages.GetMappingRequest,
    Cancel: Empty, GetPluginInfo: Empty,
};
const structs = new Set(["args", "olds", "news", "old_inputs", "properties", "inputs", "object", "outputs"]);

const bare = name => name.replaceAll("_", "").toLowerCase();
const methods = message => Object.getOwnPropertyNames(Object.getPrototypeOf(message));
const method = (message, prefix, name) => methods(message).find(m => m.toLowerCase() === prefix + bare(name));

// Fills a message by field names; maps and lists of messages are not needed in requests but for these.
function toMessage(type, values) {
    const message = new type();
    for (const [name, value] of Object.entries(values ?? {})) {
        if (structs.has(name)) {
            message[method(message, "set", name)](Struct.fromJavaScript(value));
        } else if (Array.isArray(value)) {
            message[method(message, "set", name + "list")](value);
        } else if (name === "inputDependencies") {
            for (const [key, urns] of Object.entries(value)) {
                message.getInputdependenciesMap().set(key, toMessage(providerMessages.ConstructRequest.PropertyDependencies, { urns }));
            }
        } else if (name === "customTimeouts") {
            message.setCustomtimeouts(toMessage(providerMessages.ConstructRequest.CustomTimeouts, value));
        } else if (value !== null && typeof value === "object") {
            const map = message[method(message, "get", name + "map")]();
            Object.entries(value).forEach(([key, item]) => map.set(key, item));
        } else {
            const setter = method(message, "set", name);
            if (!setter) throw new Error(`no field ${name}`);
            message[setter](value);
        }
    }
    return message;
}

function toObject(message) {
    if (message === undefined || message === null || typeof message !== "object") return message;
    if (typeof message.toJavaScript === "function") return message.toJavaScript();
    if (Array.isArray(message)) return message.map(toObject);
    const result = {};
    for (const name of methods(message).filter(m => /^get[A-Z]/.test(m) && !/_as(U8|B64)$/.test(m))) {
        const value = message[name]();
        const key = name.slice(3, 4).toLowerCase() + name.slice(4);
        if (key.endsWith("Map")) {
            result[key.slice(0, -3)] = Object.fromEntries([...value.entries()].map(([k, v]) => [k, toObject(v)]));
        } else if (Array.isArray(value)) {
            result[key.endsWith("List") ? key.slice(0, -4) : key] = toObject(value);
        } else if (value instanceof Uint8Array) {
            continue;
        } else if (value !== undefined && value !== null && value !== "") {
            result[key] = toObject(value);
        }
    }
    return result;
}

const clients = new Map();
function call(port, rpc, request) {
    if (!clients.has(port)) {
        clients.set(port, new providerCalls.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options));
    }
    const client = clients.get(port);
    return new Promise((resolve, reject) => client[rpc[0].toLowerCase() + rpc.slice(1)](
        toMessage(requests[rpc], request), (error, response) => error ? reject(error) : resolve(toObject(response))));
}

// What a failed initialization hands over: the engine reads it from the status' details.
function initFailed(error) {
    const [bytes] = error.metadata?.get("grpc-status-details-bin") ?? [];
    const detail = bytes && Status.deserializeBinary(new Uint8Array(bytes)).getDetailsList()[0];
    return detail && toObject(providerMessages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8()));
}

// What a deployment does with a resource that is registered: check, then create, or compare and update, over a state by URN.
const state = new Map();
const logs = [];
const registered = [];
let deployment = { port: 0, preview: false };

async function register(request) {
    registered.push(request);
    const parent = request.parent ? request.parent.split("::")[2] + "$" : "";
    const urn = `urn:pulumi:test::desk::${parent}${request.type}::${request.name}`;
    if (!request.custom) return { urn, object: request.object };
    const { port, preview } = deployment;
    const [type, name] = [request.type, request.name];
    const old = state.get(urn);
    const checked = await call(port, "Check", { urn, name, type, olds: old?.inputs ?? {}, news: request.object });
    if (checked.failures.length > 0) throw new Error(checked.failures.map(f => f.property ? `${f.property}: ${f.reason}` : f.reason).join("; "));
    const inputs = checked.inputs;
    let next = old;
    if (!old) {
        const created = await call(port, "Create", { urn, name, type, properties: inputs, preview });
        next = { id: created.id, inputs, outputs: created.properties };
    } else {
        const diff = await call(port, "Diff", { id: old.id, urn, name, type, olds: old.outputs, old_inputs: old.inputs, news: inputs });
        if (diff.changes === 2) {
            const updated = await call(port, "Update", { id: old.id, urn, name, type, olds: old.outputs, old_inputs: old.inputs, news: inputs, preview });
            next = { id: old.id, inputs, outputs: updated.properties };
        } else {
            next = { ...old, inputs };
        }
    }
    if (!preview) state.set(urn, next);
    return { urn, id: next.id, object: next.outputs };
}

const engine = {
    log(request, answer) {
        logs.push(toObject(request.request));
        answer(null, new Empty());
    },
    getRootResource: (request, answer) => answer(new Error("unused")), setRootResource: (request, answer) => answer(new Error("unused")),
    startDebugging: (request, answer) => answer(new Error("unused")), requirePulumiVersion: (request, answer) => answer(new Error("unused")),
};
const monitor = Object.fromEntries(
    Object.keys(resourceCalls.ResourceMonitorService).map(name => [name, (request, answer) => answer({ code: grpc.status.UNIMPLEMENTED })])
        .concat([
            ["registerResource", (request, answer) => register(toObject(request.request)).then(
                done => answer(null, toMessage(resourceMessages.RegisterResourceResponse, done)),
                error => answer({ code: error.code ?? grpc.status.UNKNOWN, details: error.details ?? error.message }))],
            ["registerResourceOutputs", (request, answer) => { registered.push(toObject(request.request)); answer(null, new Empty()); }],
        ]));

let server;
const listen = () => new Promise((resolve, reject) => server.bindAsync(
    "127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => error ? reject(error) : resolve({ address: `127.0.0.1:${port}` })));

function begin() {
    server = new grpc.Server(options);
    server.addService(engineCalls.EngineService, engine);
    server.addService(resourceCalls.ResourceMonitorService, monitor);
    return listen();
}

function end() {
    server.forceShutdown();
    for (const client of clients.values()) client.close();
    clients.clear();
    state.clear();
    logs.length = registered.length = 0;
    deployment = { port: 0, preview: false };
}

begin().then(address => {
    const failure = failed => ({ error: { code: failed.code ?? -1, message: failed.details || failed.message, init: initFailed(failed) } });
    const say = message => process.stdout.write(JSON.stringify(message) + "\n");
    say(address);
    const lines = createInterface({ input: process.stdin });
    lines.on("line", async line => {
        const { id, op, ...rest } = JSON.parse(line);
        try {
            switch (op) {
                case "call": say({ id, ok: await call(rest.port, rest.rpc, rest.request) }); break;
                case "calls": say({ id, ok: await Promise.all(rest.requests.map(one => call(rest.port, rest.rpc, one).then(ok => ({ ok }), failure))) }); break;
                case "deploy": deployment = rest; registered.length = 0; say({ id, ok: {} }); break;
                case "renew": say({ id, ok: await listen() }); break;
                case "reset": end(); say({ id, ok: await begin() }); break;
                case "logs": say({ id, ok: [...logs] }); break;
                case "registered": say({ id, ok: [...registered] }); break;
                default: throw new Error(`unknown command ${op}`);
            }
        } catch (failed) {
            say({ id, ...failure(failed) });
        }
    });
    lines.on("close", () => process.exit(0));
});
