import { config, slackDoctorPorts } from '../composition';
import { slackDoctor } from '../slack-doctor';

const settings = config();

/** Both secrets are read anew each time: as they stand now is what was asked. */
export const handler = (event: unknown) => slackDoctor({ config: settings, ...slackDoctorPorts() })(event);
