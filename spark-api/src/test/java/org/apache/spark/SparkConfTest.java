// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple2;

class SparkConfTest {

    private final SparkConf conf = new SparkConf(false);

    @Test
    void systemPropertiesOfSparkAreTakenAndOthersAreNot() {
        System.setProperty("spark.test.conf", "1");
        System.setProperty("sparkle.test.conf", "2");
        try {
            assertThat(new SparkConf().get("spark.test.conf")).isEqualTo("1");
            assertThat(new SparkConf().contains("sparkle.test.conf")).isFalse();
            assertThat(new SparkConf(false).contains("spark.test.conf")).isFalse();
        } finally {
            System.clearProperty("spark.test.conf");
            System.clearProperty("sparkle.test.conf");
        }
    }

    @Test
    void settersSetTheKeysTheyStandFor() {
        conf.setMaster("local")
                .setAppName("n")
                .setSparkHome("/h")
                .setExecutorEnv("K", "V")
                .setJars(new String[] {"a.jar", null, "b.jar"});

        assertThat(conf.getAllAsJavaMap())
                .containsEntry("spark.master", "local")
                .containsEntry("spark.app.name", "n")
                .containsEntry("spark.home", "/h")
                .containsEntry("spark.executorEnv.K", "V")
                .containsEntry("spark.jars", "a.jar,b.jar")
                .hasSize(5);
    }

    @Test
    void missingKeyIsNoSuchElementUnlessThereIsADefault() {
        assertThatThrownBy(() -> conf.get("spark.x"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("spark.x");
        assertThatThrownBy(() -> conf.getTimeAsMs("spark.x"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("spark.x");
        assertThat(conf.get("spark.x", null)).isNull();
        assertThat(conf.getInt("spark.x", 7)).isEqualTo(7);
    }

    @Test
    void nullKeysAndValuesAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> conf.set(null, "v")).withMessage("null key");
        assertThatNullPointerException()
                .isThrownBy(() -> conf.set("spark.k", null))
                .withMessage("null value for spark.k");
    }

    @Test
    void badNumbersNameTheKey() {
        conf.set("spark.i", "abc");

        assertThatThrownBy(() -> conf.getInt("spark.i", 1))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("Illegal value for config key spark.i: For input string: \"abc\"")
                .hasCauseInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> conf.getDouble("spark.i", 1)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void booleansAreTrueOrFalseInAnyCaseAndNothingElse() {
        conf.set("spark.b", "TRUE").set("spark.c", "False").set("spark.d", " true");

        assertThat(conf.getBoolean("spark.b", false)).isTrue();
        assertThat(conf.getBoolean("spark.c", true)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf.getBoolean("spark.d", false))
                .withMessage("Illegal value for config key spark.d: For input string: \" true\"");
    }

    @Test
    void sizesAreReadInTheUnitAskedFor() {
        conf.set("spark.k", "64k").set("spark.n", " 10 ").set("spark.p", "2PB");

        assertThat(conf.getSizeAsBytes("spark.k")).isEqualTo(65536);
        assertThat(conf.getSizeAsKb("spark.k")).isEqualTo(64);
        assertThat(conf.getSizeAsMb("spark.k")).isZero();
        assertThat(conf.getSizeAsGb("spark.n")).isEqualTo(10);
        assertThat(conf.getSizeAsGb("spark.p")).isEqualTo(2L << 20);
        assertThat(conf.getSizeAsBytes("spark.q", "1m")).isEqualTo(1 << 20);
        assertThat(conf.getSizeAsBytes("spark.q", 77)).isEqualTo(77);
    }

    @Test
    void badSizesSayWhatIsAccepted() {
        conf.set("spark.a", "abc").set("spark.q", "12q").set("spark.f", "1.5g").set("spark.h", "9000p");

        assertThatThrownBy(() -> conf.getSizeAsBytes("spark.a"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("Illegal value for config key spark.a: Size must be specified as bytes (b), kibibytes (k), "
                        + "mebibytes (m), gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m.\n"
                        + "Failed to parse byte string: abc");
        assertThatThrownBy(() -> conf.getSizeAsBytes("spark.q")).hasMessageEndingWith("\nInvalid suffix: \"q\"");
        assertThatThrownBy(() -> conf.getSizeAsBytes("spark.f"))
                .hasMessageEndingWith("\nFractional values are not supported. Input was: 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf.getSizeAsBytes("spark.h"))
                .withMessage("Illegal value for config key spark.h: Conversion of 9000 exceeds Long.MAX_VALUE in PiB. "
                        + "Try a larger unit (e.g. MiB instead of KiB)");
        assertThat(conf.getSizeAsKb("spark.h")).isEqualTo(9895604649984000L);
    }

    @Test
    void timesAreReadInTheUnitAskedFor() {
        conf.set("spark.m", "3min")
                .set("spark.h", "3H")
                .set("spark.us", "1500us")
                .set("spark.n", "-5");

        assertThat(conf.getTimeAsMs("spark.m")).isEqualTo(180_000);
        assertThat(conf.getTimeAsSeconds("spark.h")).isEqualTo(10_800);
        assertThat(conf.getTimeAsMs("spark.us")).isEqualTo(1);
        assertThat(conf.getTimeAsMs("spark.n")).isEqualTo(-5);
        assertThat(conf.getTimeAsMs("spark.x", "2d")).isEqualTo(172_800_000);
    }

    @Test
    void badTimesSayWhatIsAccepted() {
        conf.set("spark.a", "1.5s");

        assertThatThrownBy(() -> conf.getTimeAsMs("spark.a"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("Illegal value for config key spark.a: Time must be specified as seconds (s), milliseconds "
                        + "(ms), microseconds (us), minutes (m or min), hour (h), or day (d). "
                        + "E.g. 50s, 100ms, or 250us.\nFailed to parse time string: 1.5s");
    }

    @Test
    void renamedKeysAreFoundUnderTheirNewName() {
        conf.set("spark.reducer.maxMbInFlight", "3");

        assertThat(conf.get("spark.reducer.maxSizeInFlight")).isEqualTo("3");
        assertThat(conf.contains("spark.reducer.maxSizeInFlight")).isTrue();
    }

    @Test
    void copyIsIndependent() throws Exception {
        conf.set("spark.a", "1");
        SparkConf copy = conf.clone();
        copy.set("spark.a", "2").remove("spark.b");

        assertThat(conf.get("spark.a")).isEqualTo("1");
        assertThat(SerialForm.copyOf(conf).getAll()).containsExactly(new Tuple2<>("spark.a", "1"));
    }

    @Test
    void settingIfMissingKeepsWhatIsThere() {
        conf.set("spark.a", "1").setIfMissing("spark.a", "2").setIfMissing("spark.b", "3");

        assertThat(conf.getOption("spark.a")).isEqualTo(Option.apply("1"));
        assertThat(conf.get("spark.b")).isEqualTo("3");
    }

    @Test
    void debugStringIsSortedAndHidesSecrets() {
        conf.set("spark.b", "2").set("spark.a", "1").set("spark.my.password", "x");

        assertThat(conf.toDebugString()).isEqualTo("spark.a=1\nspark.b=2\nspark.my.password=*********(redacted)");
    }

    @Test
    void prefixIsCutOff() {
        conf.set("spark.app.name", "n").set("spark.other", "o");

        assertThat(conf.getAllWithPrefix("spark.app.")).containsExactly(new Tuple2<>("name", "n"));
    }

    @Test
    void kryoClassesAddUpAndChooseKryo() {
        conf.registerKryoClasses(new Class<?>[] {String.class, int[].class})
                .registerKryoClasses(new Class<?>[] {String.class, Long.class});

        assertThat(conf.get("spark.kryo.classesToRegister")).isEqualTo("java.lang.String,[I,java.lang.Long");
        assertThat(conf.get("spark.serializer")).isEqualTo("org.apache.spark.serializer.KryoSerializer");
    }
}
