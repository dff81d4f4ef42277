/** Assigns a port to each service: its default, or that of `--port name=number`. */
import { CliError } from '../openapi/cli-error.js';

const portForm = /^(?:(?<name>[^=]+)=)?(?<port>\d{1,5})$/;

/**
 * @param defaults each service with its default port, in the order of the help
 * @param chosen values of `--port`: `name=number`, or a number where there is one service
 * @throws {CliError} exit code 2, for an unknown name, an invalid port or a port given twice
 */
export function assignPorts(defaults: ReadonlyMap<string, number>, chosen: readonly string[]): Map<string, number> {
  const ports = new Map(defaults);
  for (const option of chosen) {
    const [name, port] = readPort(option, [...defaults.keys()]);
    ports.set(name, port);
  }
  refuseDoubles(ports);
  return ports;
}

/** Collects a repeatable option for commander. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function readPort(option: string, names: readonly string[]): [name: string, port: number] {
  const { name, port } = portForm.exec(option)?.groups ?? {};
  const [first = 'name'] = names;
  if (port === undefined || Number(port) > 65535) {
    throw new CliError(`--port ${option}: expected ${first}=<number>, the number from 0 (any free port) to 65535`, 2);
  }
  if (name === undefined && names.length > 1) {
    throw new CliError(`--port ${option}: say whose port it is, such as --port ${first}=${option}`, 2);
  }
  if (name !== undefined && !names.includes(name)) {
    throw new CliError(`--port ${option}: "${name}" is not served here: choose ${names.join(' or ')}`, 2);
  }
  return [name ?? first, Number(port)];
}

function refuseDoubles(ports: ReadonlyMap<string, number>): void {
  const taken = new Map<number, string>();
  for (const [name, port] of ports) {
    const other = taken.get(port);
    if (port !== 0 && other !== undefined) {
      throw new CliError(
        `${other} and ${name} cannot both have port ${port}: choose another with --port ${name}=<number>`,
        2,
      );
    }
    taken.set(port, name);
  }
}
