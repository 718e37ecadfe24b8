import { validateWorkflow } from '@action-validator/core';
import { readFileSync } from 'node:fs';
const { errors } = validateWorkflow(readFileSync(process.argv[2], 'utf8'));
if (errors.length > 0) { console.log(JSON.stringify(errors)); process.exit(1); }