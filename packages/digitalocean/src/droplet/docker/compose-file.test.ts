import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { composeProblems } from "./compose-file";

const problemsOf = (text: string, ...variables: string[]) => composeProblems(text, new Set(variables));

/** The problems of a service with these keys. */
const inService = (service: object) => problemsOf(stringify({ services: { web: { image: "caddy", ...service } } }));

describe("composeProblems", () => {
  it("takes what Compose files are made of", () => {
    const text = `
x-common: &common
  restart: unless-stopped
  logging: { driver: local }
services:
  web:
    <<: *common
    image: caddy:\${TAG:-2}
    command: ["echo", "$$HOME"]
    environment: { SITE: $SITE, MODE: "\${MODE-plain}", KEY: "\${KEY:?is missing}" }
    volumes:
      - ./site:/srv
      - caddy:/data
      - /data
      - /mnt/data/logs:/logs:rw
      - /etc/localtime:/etc/localtime:ro
      - { type: bind, source: /var/run/docker.sock, target: /var/run/docker.sock, read_only: true }
      - { type: volume, source: caddy, target: /config }
      - { type: tmpfs, target: /tmp }
  # \${NOT_USED}
  db: { image: postgres }
volumes: { caddy: , files: { driver_opts: { type: none, o: bind, device: /mnt/data/files } } }
`;
    expect(problemsOf(text, "SITE", "KEY")).toEqual([]);
  });

  it.each([
    ["services:\n\tweb: {}\n", "is not valid YAML: tab as indent in line 2, column 1"],
    ["services: { web: { image: hunter2 }\n", /^is not valid YAML: .* in line \d+, column \d+$/],
    ["services: { web: { image: a }, web: { image: b } }\n", /^is not valid YAML: duplicate key in line 1/],
    ["hunter2", "has no services"],
    ["[]", "has no services"],
    ["services: {}", "has no services"],
    ["services: [web]", "has no services"],
    ["services: { web: caddy }", "services.web is not a mapping"],
    ["services: { web: {} }", "services.web.image is missing"],
    ["a: &a [*a]\nservices: { web: { image: caddy } }", "is not valid YAML: an alias within its own anchor"],
    ["services: { web: *hunter2 }", /^is not valid YAML: /],
  ])("refuses %j without a word of it", (text, message) => {
    const problems = problemsOf(text);
    expect(problems[0]).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
    expect(problems.join()).not.toContain("hunter2");
  });

  it.each([
    "/srv:/srv",
    "../x:/x",
    "~/x:/x",
    "/mnt/database:/x",
    "/mnt/data/../x:/x",
    `\${HOME:-/root}:/x`,
    "/:/host:rw",
  ])("refuses the mount %s, whose data would be lost with the Droplet", (volume) => {
    expect(inService({ volumes: [volume] })[0]).toMatch(/^services\.web\.volumes\[0\] (is|may be) outside the volume/);
  });

  it("refuses mounts outside the volume in every form, all at once", () => {
    const text = stringify({
      services: {
        a: { image: "a", volumes: [{ type: "bind", source: "/srv", target: "/srv" }, 7] },
        b: { image: "b", volumes: "x" },
      },
      volumes: { files: { driver_opts: { type: "none", o: "rw,bind", device: "/srv" } } },
    });
    expect(problemsOf(text).map((problem) => problem.split(/ is | may /)[0])).toEqual([
      "services.a.volumes[0].source",
      "services.a.volumes[1]",
      "services.b.volumes",
      "volumes.files.driver_opts.device",
    ]);
  });

  it("refuses what needs files that are not on the Droplet", () => {
    const text = stringify({
      include: ["other.yaml"],
      services: {
        a: { build: "." },
        b: { image: "b", env_file: ".env" },
        c: { extends: { file: "base.yaml", service: "base" } },
      },
      configs: { nginx: { file: "nginx.conf" }, inline: { content: "x" } },
      secrets: { password: { file: "password.txt" }, token: { environment: "TOKEN" } },
    });
    expect(problemsOf(text).map((problem) => problem.split(" ")[0])).toEqual([
      "services.a.build",
      "services.b.env_file",
      "services.c.extends.file",
      "configs.nginx.file",
      "secrets.password.file",
      "include",
    ]);
  });

  it("refuses variables that are not set, each once", () => {
    expect(
      problemsOf(`services: { web: { image: 'a:\${TAG}', command: [$TAG, $CMD, '\${ENTRY?no}'] } }`, "CMD"),
    ).toEqual([
      "uses the variable TAG, which docker.env does not set",
      "uses the variable ENTRY, which docker.env does not set",
    ]);
  });
});
