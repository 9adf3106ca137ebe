import { runKillable, type KillableSettings } from './killable-program';
import { runLab } from './lab-program';

const [what = '', argument = ''] = process.argv.slice(2);
void (what === 'lab' ? runLab(argument) : runKillable(JSON.parse(argument) as KillableSettings));
