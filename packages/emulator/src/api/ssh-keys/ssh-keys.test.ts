import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { fingerprintOf } from "./ssh-key.ts";

const public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com";
// As `ssh-keygen -l -E md5` prints it.
const fingerprint = "82:45:f8:d5:ed:56:70:8e:52:5c:88:18:c4:26:41:92";

it("have the fingerprint of the key", () => {
  expect(fingerprintOf(public_key)).toBe(fingerprint);
  expect(fingerprintOf("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6")).toBeUndefined();
  expect(fingerprintOf("")).toBeUndefined();
});

it("are found by id and by fingerprint", async () => {
  const client = await openClient();
  const { body, status } = await client.post("/v2/account/keys", { name: "ops", public_key });
  expect(status).toBe(201);
  expect(body.ssh_key).toMatchObject({ name: "ops", public_key, fingerprint });
  expect((await client.get(`/v2/account/keys/${fingerprint}`)).body).toEqual(body);
  expect((await client.put(`/v2/account/keys/${body.ssh_key.id}`, { name: "dev" })).body.ssh_key.name).toBe("dev");
  expect((await client.get("/v2/account/keys")).body.ssh_keys).toHaveLength(1);
  expect((await client.delete(`/v2/account/keys/${fingerprint}`)).status).toBe(204);
  expect((await client.get(`/v2/account/keys/${body.ssh_key.id}`)).status).toBe(404);
});

it("are public keys, each once", async () => {
  const client = await openClient();
  await client.post("/v2/account/keys", { name: "ops", public_key });
  expect((await client.post("/v2/account/keys", { name: "again", public_key })).body).toMatchObject({
    id: "unprocessable_entity",
    message: "SSH Key is already in use on your account",
  });
  expect((await client.post("/v2/account/keys", { name: "no", public_key: "ssh-rsa nonsense" })).status).toBe(422);
});
