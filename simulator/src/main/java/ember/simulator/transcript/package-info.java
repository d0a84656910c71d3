/**
 * Transcripts: what the scheduler is told above a line, what it orders below, in words a newcomer can read and a test can compare.
 *
 * <p>Reads: {@link ember.simulator.transcript.Transcript} first.
 */
@NullMarked
package ember.simulator.transcript;

import org.jspecify.annotations.NullMarked;
