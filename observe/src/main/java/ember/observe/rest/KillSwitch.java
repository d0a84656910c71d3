// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ends jobs and stages for who bears its token. The token is told only to pages of this server: a foreign page can send requests here
 * but cannot read answers, and so never knows it.
 */
public final class KillSwitch {
    private static final int TOKEN_BYTES = 16;

    private @Nullable String token;
    private volatile @Nullable Target target;

    /** What is ended. Its methods do nothing to what has ended or never was. */
    public interface Target {
        void cancelJob(int jobId, String reason);

        void cancelStage(int stageId, String reason);
    }

    /** From now on there is something to be ended. */
    public void connect(Target running) {
        target = running;
    }

    /** Made when it is first asked for: no start of a context waits for random numbers. */
    synchronized String token() {
        if (token == null) {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            token = HexFormat.of().formatHex(random);
        }
        return token;
    }

    /** Null: not yet, or not at all. */
    @Nullable
    Target target() {
        return target;
    }

    boolean isToken(@Nullable String claimed) {
        // In a time that tells nothing about how much of it is right.
        return claimed != null
                && MessageDigest.isEqual(
                        claimed.getBytes(StandardCharsets.UTF_8), token().getBytes(StandardCharsets.UTF_8));
    }
}
