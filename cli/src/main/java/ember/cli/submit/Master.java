// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Who runs the program: which kind of master, and what must be there before it can be asked. */
final class Master {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final Pattern LOCAL = Pattern.compile("local(\\[[^\\[\\]]+\\]|-cluster\\[[^\\[\\]]+\\])?");

    private final String url;
    private final Kind kind;

    private Master(String url, Kind kind) {
        this.url = url;
        this.kind = kind;
    }

    /** Which of Spark's own cluster managers a master belongs to. */
    enum Kind {
        LOCAL,
        STANDALONE,
        YARN,
        KUBERNETES
    }

    static Master of(String url) throws UsageException {
        if (url.startsWith("spark://")) {
            return new Master(url, Kind.STANDALONE);
        }
        if (url.equals("yarn")) {
            return new Master(url, Kind.YARN);
        }
        if (url.startsWith("k8s://")) {
            return new Master(url, Kind.KUBERNETES);
        }
        if (LOCAL.matcher(url).matches()) {
            return new Master(url, Kind.LOCAL);
        }
        throw new UsageException(
                "the master must be spark://host:port, yarn, k8s://https://host:port or local[N], was '" + url + "'");
    }

    Kind kind() {
        return kind;
    }

    /**
     * Finds out whether a submission could work at all; takes at most 3 s for each address.
     *
     * @param environment the variables that Spark will see
     */
    void check(Map<String, String> environment) throws NotReadyException, UsageException {
        switch (kind) {
            case LOCAL -> {}
            case STANDALONE -> checkAny(standaloneAddresses());
            case YARN -> checkHadoopConfiguration(environment);
            case KUBERNETES -> {
                // A proxy may reach what this process cannot.
                if (!environment.containsKey("HTTPS_PROXY") && !environment.containsKey("https_proxy")) {
                    checkAny(List.of(kubernetesAddress()));
                }
            }
        }
    }

    private List<InetSocketAddress> standaloneAddresses() throws UsageException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String address : url.substring("spark://".length()).split(",", -1)) {
            URI uri = uri("spark://" + address);
            if (uri.getHost() == null || uri.getPort() < 0) {
                throw new UsageException("the master '" + url + "' is not of the form spark://host:port");
            }
            addresses.add(new InetSocketAddress(uri.getHost(), uri.getPort()));
        }
        return addresses;
    }

    private InetSocketAddress kubernetesAddress() throws UsageException {
        String address = url.substring("k8s://".length());
        URI uri = uri(address.contains("://") ? address : "https://" + address);
        if (uri.getHost() == null) {
            throw new UsageException("the master '" + url + "' is not of the form k8s://https://host:port");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? HTTP : HTTPS;
        return new InetSocketAddress(uri.getHost(), port);
    }

    private URI uri(String text) throws UsageException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException("the master '" + url + "' is not a URL: " + e.getReason());
        }
    }

    /** Several masters stand by for each other: one that answers is enough. */
    private void checkAny(List<InetSocketAddress> addresses) throws NotReadyException {
        List<String> refusals = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            if (address.isUnresolved()) {
                refusals.add("no host of the name " + address.getHostString() + " is known");
                continue;
            }
            try (Socket socket = new Socket()) {
                socket.connect(address, PATIENCE_MILLIS);
                return;
            } catch (IOException e) {
                refusals.add(address.getHostString() + ":" + address.getPort() + " says: " + e.getMessage());
            }
        }
        throw new NotReadyException(
                "the master " + url + " cannot be reached (" + String.join("; ", refusals) + "): is it running?");
    }

    private static void checkHadoopConfiguration(Map<String, String> environment) throws NotReadyException {
        boolean named = false;
        for (String variable : List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
            String directory = environment.getOrDefault(variable, "");
            if (!directory.isEmpty()) {
                if (!new File(directory).isDirectory()) {
                    throw new NotReadyException(variable + " names " + directory + ", which is not a directory");
                }
                named = true;
            }
        }
        if (!named) {
            throw new NotReadyException("the master yarn needs HADOOP_CONF_DIR or YARN_CONF_DIR:"
                    + " set it to the directory of the cluster's core-site.xml and yarn-site.xml");
        }
    }
}
