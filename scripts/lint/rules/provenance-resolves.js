/**
 * Every statement about a provider has evidence: its own `x-provenance` or that of an ancestor in the same file, with a
 * source of `spec/sources.yaml`, a known status, and a note if the status requires one.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
import { parse } from 'yaml';
import { pathOf, provenanceOf, readSources, statuses, statusesWithNote } from '../provenance.js';

/** Each file is parsed once for all of its nodes. */
const parsed = new WeakMap();

const parsedFile = (source) => {
  if (!parsed.has(source)) parsed.set(source, parse(source.body, { maxAliasCount: -1 }));
  return parsed.get(source);
};

export const provenanceResolves = (options) => {
  const enter = checkProvenance(options);
  return { Operation: { enter }, Response: { enter }, Parameter: { enter }, Header: { enter }, Schema: { enter } };
};

/**
 * The same rule for a workflow and for each of its steps with its own `x-provenance`.
 * @type {import('@redocly/openapi-core').Arazzo1Rule}
 */
export const workflowProvenanceResolves = (options) => {
  const enter = checkProvenance(options);
  return { Workflow: { enter }, Step: { enter } };
};

const checkProvenance = ({ sources } = {}) => {
  const known = sources ? new Set(sources) : readSources();
  return (_node, { report, location, type }) => {
    const path = pathOf(location.pointer);
    const found = provenanceOf(parsedFile(location.source), path);
    if (!found) {
      report({
        message: `Nothing says where this ${type.name} comes from: add x-provenance here or above it in this file.`,
        location: location.key(),
      });
      return;
    }
    // An inherited provenance is reported where it is defined.
    if (found.path.length !== path.length) return;
    for (const message of complaints(found.provenance ?? {}, known)) {
      report({ message, location: location.child('x-provenance') });
    }
  };
};

function complaints({ source, status, note }, known) {
  const found = [];
  if (!known.has(source))
    found.push(`Source "${source}" is not in spec/sources.yaml: add the page there, or correct the id.`);
  if (!statuses.includes(status)) found.push(`Status "${status}" is not one of ${statuses.join(', ')}.`);
  if (statusesWithNote.includes(status) && !note) {
    found.push(`Status "${status}" needs a note: name both sides and the choice, or say why it is assumed.`);
  }
  return found;
}
