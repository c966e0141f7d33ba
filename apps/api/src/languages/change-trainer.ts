/** Who starts the training of a change; it tells that job from those of people. */
export const changeTrainer = 'switchboard (languages)';
