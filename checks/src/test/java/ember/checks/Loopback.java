// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether processes of this machine can talk to each other over 127.0.0.1: in some closed rooms they cannot. */
final class Loopback {
    private Loopback() {}

    /** Skips the test, and says why, if there is no loopback interface. */
    static void assumeUp() {
        InetAddress address = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, address);
                Socket socket = new Socket(address, server.getLocalPort())) {
            assumeTrue(socket.isConnected());
        } catch (IOException e) {
            assumeTrue(false, "no loopback interface: " + e);
        }
    }
}
