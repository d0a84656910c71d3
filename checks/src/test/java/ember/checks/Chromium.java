// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ruiyun.jvppeteer.api.core.Browser;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.api.core.Dialog;
import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.api.events.PageEvents;
import com.ruiyun.jvppeteer.cdp.core.Puppeteer;
import com.ruiyun.jvppeteer.cdp.entities.ConsoleMessage;
import com.ruiyun.jvppeteer.cdp.entities.LaunchOptions;
import com.ruiyun.jvppeteer.cdp.entities.ScreenshotOptions;
import com.ruiyun.jvppeteer.cdp.entities.Viewport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A browser without a window, Chromium of this machine. Where there is none, tests that need it are skipped, unless EMBER_BROWSER says
 * {@code required}.
 */
final class Chromium implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Browser browser;
    private final Page page;
    private final CDPSession debugger;
    private final String axe;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> dialogs = new CopyOnWriteArrayList<>();

    /** @param folder where it keeps what it remembers */
    Chromium(Path folder) throws Exception {
        browser = Puppeteer.launch(LaunchOptions.builder()
                .executablePath(assumeThere().toString())
                .headless(true)
                .userDataDir(Files.createTempDirectory(folder, "browser").toString())
                .args(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"))
                .build());
        page = browser.newPage();
        debugger = page.createCDPSession();
        page.on(PageEvents.Console, (ConsoleMessage message) -> complaints.add(message.type() + ": " + message.text()));
        page.on(PageEvents.PageError, (Object error) -> complaints.add(String.valueOf(error)));
        page.on(PageEvents.Dialog, (Dialog dialog) -> accept(dialog));
        try (InputStream script = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path assumeThere() {
        for (Path place : PLACES) {
            if (Files.isExecutable(place)) {
                return place;
            }
        }
        String why = "no browser: none of " + PLACES + " is there";
        if ("required".equals(System.getenv("EMBER_BROWSER"))) {
            throw new AssertionError(why);
        }
        System.out.println("SKIPPED, " + why);
        assumeTrue(false, why);
        throw new AssertionError();
    }

    /** What answers the page would wait for the thread that tells of it. */
    private void accept(Dialog dialog) {
        dialogs.add(dialog.message());
        new Thread(() -> dialog.accept(""), "dialog").start();
    }

    /** Everything that the page complained about so far: errors, warnings, what its policy stopped. */
    List<String> complaints() {
        return complaints;
    }

    /** What the page asked its user, each answered with yes. */
    List<String> dialogs() {
        return dialogs;
    }

    void size(int width, int height) throws Exception {
        page.setViewport(new Viewport(width, height));
    }

    void open(String url) throws Exception {
        page.goTo("about:blank"); // so that nothing that is seen next was there before
        page.goTo(url);
    }

    /** Waits until the page shows a text. */
    void awaitText(String text) throws Exception {
        await("document.body.innerText.toLowerCase().includes(" + quoted(text.toLowerCase(java.util.Locale.ROOT))
                + ")");
    }

    void await(String condition) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Boolean.TRUE.equals(evaluate("Boolean(" + condition + ")"))) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("never: " + condition + "\n" + complaints + "\n" + text());
            }
            Thread.sleep(20);
        }
    }

    String text() throws Exception {
        return String.valueOf(evaluate("document.body.innerText"));
    }

    void click(String selector) throws Exception {
        page.click(selector);
    }

    /** The value of an expression; of a promise, what it comes to. */
    @Nullable
    Object evaluate(String expression) throws Exception {
        return page.evaluate("() => (" + expression + ")");
    }

    /** What {@link #evaluate} came to, of an expression for a number. */
    static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** For how long the page has had something to do so far, in seconds. */
    double busySeconds() throws Exception {
        return page.metrics().getTaskDuration().doubleValue();
    }

    /** What keeps people with other eyes, hands or machines out, by the rules of axe; none: nothing was found. */
    List<?> violations() throws Exception {
        // Through the debugger, which the policy of the page does not stop.
        if (!Boolean.TRUE.equals(evaluate("'axe' in window"))) {
            debugger.send("Runtime.evaluate", new HashMap<>(Map.of("expression", axe)));
        }
        return (List<?>) Objects.requireNonNull(evaluate(
                "axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200),"
                        + " v.nodes[0].failureSummary.slice(0, 300)].join(' | ')))"));
    }

    /** Keeps what is to be seen, under target/screenshots. */
    void screenshot(String name) throws Exception {
        Path file = Repository.root().resolve("checks/target/screenshots").resolve(name + ".png");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        ScreenshotOptions options = new ScreenshotOptions();
        options.setPath(file.toString());
        options.setFullPage(true);
        page.screenshot(options);
    }

    /** Waits until its processes have ended: until then they write what they remember. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> processes =
                new ArrayList<>(browser.process().descendants().toList());
        processes.add(browser.process().toHandle());
        try {
            browser.close();
            for (ProcessHandle process : processes) {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the browser does not end", e);
        }
    }
}
