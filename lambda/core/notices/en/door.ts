/** What the door says where it cannot look up what its reader reads: it is said in every language. */
export const door = {
  notRecorded:
    'This could not be recorded in time. Press again: twice is no harm. If the first press arrives after all, the card says so.',
  notOurs: 'You can look, and not act: only people of this workspace can. Ask one of them to press Stop.',
  notOursInThread:
    'This did not stop anything: only people of this workspace can. One of them may press Stop, or answer here.',
  notKnown: 'The ledger knows no retirement of this button, so nothing was done. Please tell the operators.',
  notOpened: 'This could not be opened. Press again. Stop works as ever.',
  isOver: 'This retirement has ended: nothing is to be decided any more.',
};
