// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.PoolSettings.Pool;
import ember.scheduler.task.SchedulingMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXParseException;

/** Expectations as seen with Spark 4.2.0, but for numbers that are too small: see docs/differences.md. */
class FairPoolsTest {
    @TempDir
    private Path directory;

    private Path file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("pools.xml"), String.join("\n", lines));
    }

    private PoolSettings load(String... lines) throws Exception {
        return FairPools.load(file(lines).toString());
    }

    private static Pool pool(String name, SchedulingMode mode, int minShare, int weight) {
        return new Pool(name, mode, minShare, weight);
    }

    @Test
    @Tag("POOL-003")
    void poolsAreThoseOfTheFileAndADefaultOne() throws Exception {
        PoolSettings pools = load(
                "<?xml version=\"1.0\"?>",
                "<allocations>",
                "<pool name='1'><minShare>2</minShare><weight>1</weight><schedulingMode>FIFO</schedulingMode></pool>",
                "<pool name='2'><minShare>3</minShare><weight>4</weight><schedulingMode>FAIR</schedulingMode></pool>",
                "<pool name='3'></pool>",
                "</allocations>");
        assertThat(pools.mode()).isEqualTo(SchedulingMode.FAIR);
        assertThat(pools.pools())
                .containsExactly(
                        pool("1", SchedulingMode.FIFO, 2, 1),
                        pool("2", SchedulingMode.FAIR, 3, 4),
                        pool("3", SchedulingMode.FIFO, 0, 1),
                        pool("default", SchedulingMode.FIFO, 0, 1));
    }

    @Test
    void theFileMaySayWhatTheDefaultPoolIs() throws Exception {
        assertThat(load("<allocations><pool name='default'><minShare>4</minShare><weight>5</weight>"
                                + "<schedulingMode>FAIR</schedulingMode></pool></allocations>")
                        .pools())
                .containsExactly(pool("default", SchedulingMode.FAIR, 4, 5));
    }

    @ParameterizedTest
    @Tag("POOL-005")
    @CsvSource({
        "'',0",
        "abc,0",
        "-3,0",
        "1.5,0",
        "2147483648,0",
        "' 3 ',3",
        "+3,3",
    })
    void aMinimumShareThatIsNoneIsZero(String text, int minShare) throws Exception {
        assertThat(load("<allocations><pool name='p'><minShare>" + text + "</minShare></pool></allocations>")
                        .pools()
                        .get(0))
                .isEqualTo(pool("p", SchedulingMode.FIFO, minShare, 1));
    }

    @ParameterizedTest
    @Tag("POOL-005")
    @CsvSource({"'',1", "def,1", "-2,1", "0,1", "' 2 ',2"})
    void aWeightThatIsNoneIsOne(String text, int weight) throws Exception {
        assertThat(load("<allocations><pool name='p'><weight>" + text + "</weight></pool></allocations>")
                        .pools()
                        .get(0))
                .isEqualTo(pool("p", SchedulingMode.FIFO, 0, weight));
    }

    @ParameterizedTest
    @Tag("POOL-005")
    @CsvSource({"'',FIFO", "NONE,FIFO", "INVALID,FIFO", "FaIR,FAIR", "' fair ',FAIR", "fifo,FIFO"})
    void aModeThatIsNoneIsFifo(String text, SchedulingMode mode) throws Exception {
        assertThat(load("<allocations><pool name='p'><schedulingMode>" + text
                                + "</schedulingMode></pool></allocations>")
                        .pools()
                        .get(0))
                .isEqualTo(pool("p", mode, 0, 1));
    }

    @Test
    @Tag("POOL-009")
    void thereIsNoModeWithoutOrder() {
        assertThatThrownBy(
                        () -> new SchedulerSettings(new ConfigValues(java.util.Map.of("spark.scheduler.mode", "NONE")))
                                .read(4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unsupported scheduling mode: NONE. Use FAIR or FIFO instead.");
    }

    @Test
    void poolsAreFoundAtAnyDepthUnderAnyRoot() throws Exception {
        assertThat(load("<other><nested><pool name='x'/></nested><pool/></other>")
                        .pools())
                .extracting(Pool::name)
                .containsExactly("x", "", "default");
    }

    @Test
    void theLaterOfTwoPoolsOfOneNameCounts() throws Exception {
        assertThat(load("<a><pool name='p'><weight>2</weight></pool><pool name='p'><weight>3</weight></pool></a>")
                        .pools()
                        .get(0)
                        .weight())
                .isEqualTo(3);
    }

    @Test
    @Tag("POOL-011")
    void theFileOnTheClassPathIsReadIfNoneIsNamed() throws Exception {
        Files.writeString(directory.resolve("fairscheduler.xml"), "<allocations><pool name='here'/></allocations>");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader programs =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(programs);
            assertThat(FairPools.load(null).pools()).extracting(Pool::name).containsExactly("here", "default");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aFileMayBeNamedByItsUri() throws Exception {
        assertThat(FairPools.load(file("<a/>").toUri().toString()).pools())
                .extracting(Pool::name)
                .containsExactly("default");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> FairPools.load("/no/such/file.xml"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("File /no/such/file.xml does not exist");
    }

    @Test
    void aFileThatIsCutOffIsRefusedWithThePlace() {
        assertThatThrownBy(() -> load("<allocations><pool name='x'>"))
                .isInstanceOf(SAXParseException.class)
                .hasMessageContaining("must start and end within the same entity");
        assertThatThrownBy(() -> load("")).isInstanceOf(SAXParseException.class).hasMessage("Premature end of file.");
    }

    @Test
    void aFileCannotDrawInOthers() {
        assertThatThrownBy(() -> load(
                        "<!DOCTYPE a [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>",
                        "<a><pool name='&secret;'/></a>"))
                .isInstanceOf(SAXParseException.class)
                .hasMessageContaining("DOCTYPE is disallowed");
    }
}
