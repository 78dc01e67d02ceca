// Asks a SPARQL endpoint as a program in JavaScript does, and prints what it finds as lines of JSON.
import { createRequire } from 'node:module';

const [modules, endpoint, query] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${modules}/`)('@comunica/query-sparql');

const sources = [{ type: 'sparql', value: endpoint }];
const found = await new QueryEngine().queryBindings(query, { sources });
for (const binding of await found.toArray()) {
  const row = Object.fromEntries([...binding].map(([name, term]) => [name.value, term.value]));
  console.log(JSON.stringify(row));
}
