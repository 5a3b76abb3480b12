import { config, logging, slackDoctorPorts } from '../composition';
import { slackDoctor } from '../slack-doctor';

const settings = config();

/** Both secrets are read anew each time: as they stand now is what was asked. */
export const handler = logging('slack-doctor', (event: unknown) =>
  slackDoctor({ config: settings, ...slackDoctorPorts() })(event),
);
