// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ember.observe.rest.Applications;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest {
    @TempDir
    private Path folder;

    private static String log(String id, String attempt, long end, String middle) {
        return "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.1\"}\n"
                + "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"n\",\"App ID\":\"" + id
                + "\",\"Timestamp\":5,\"User\":\"u\"" + attempt + "}\n" + middle
                + (end < 0 ? "" : "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":" + end + "}\n");
    }

    private List<Applications.Entry> list() {
        return new LogDirectory(folder, StatusLimits.DEFAULT).list();
    }

    @Test
    void anApplicationHasEndedIfItsLogSaysSoUnderItsFinalName() throws Exception {
        Files.writeString(folder.resolve("a"), log("a", "", 9, ""));
        Files.writeString(folder.resolve("b.inprogress"), log("b", "", 9, ""));
        Files.writeString(folder.resolve("c"), log("c", "", -1, ""));

        assertThat(list())
                .extracting(
                        Applications.Entry::id, entry -> entry.attempts().get(0).completed())
                .containsExactlyInAnyOrder(tuple("a", true), tuple("b", false), tuple("c", false));
    }

    @Test
    void attemptsOfOneApplicationAreListedTogether() throws Exception {
        Files.writeString(folder.resolve("a_1"), log("a", ",\"App Attempt ID\":\"1\"", 9, ""));
        Files.writeString(folder.resolve("a_2"), log("a", ",\"App Attempt ID\":\"2\"", 9, ""));

        assertThat(list())
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts())
                        .extracting(Applications.Attempt::attemptId)
                        .containsExactlyInAnyOrder("1", "2"));
    }

    @Test
    void whatIsNoLogIsNamedAndTheOthersAreListed() throws Exception {
        Files.writeString(folder.resolve("a"), log("a", "", 9, ""));
        Files.writeString(folder.resolve("notes"), "no log\n");
        Files.write(folder.resolve("z.zstd"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        Files.writeString(folder.resolve(".hidden"), "x");
        LogDirectory logs = new LogDirectory(folder, StatusLimits.DEFAULT);

        assertThat(logs.list()).hasSize(1);
        assertThat(logs.problems()).containsOnlyKeys(folder.resolve("notes"), folder.resolve("z.zstd"));
    }

    @Test
    void ofADamagedLogTheReadablePartIsShownAndTheRestNamedAndItIsReadAgainWhenItGrows() throws Exception {
        String job = "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Stage IDs\":[],\"Stage Infos\":[]}\n";
        Path log = Files.writeString(folder.resolve("a"), log("a", "", -1, "damaged\n" + job));
        LogDirectory logs = new LogDirectory(folder, StatusLimits.DEFAULT);

        ApplicationStore store = Objects.requireNonNull(logs.open("a", null));
        assertThat(store.jobViews()).hasSize(1);
        assertThat(logs.unreadable("a", null)).singleElement().asString().contains("line 3");
        assertThat(logs.open("a", null)).isSameAs(store);

        Files.writeString(log, log("a", "", -1, job + job.replace(":0", ":1")));
        assertThat(Objects.requireNonNull(logs.open("a", null)).jobViews()).hasSize(2);
        assertThat(logs.open("b", null)).isNull();
    }
}
