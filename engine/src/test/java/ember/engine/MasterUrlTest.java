// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"local|1|1", "local[3]|3|1", "local[3,4]|3|4", "local[3 , 4]|3|4", "local[16,1]|16|1"})
    void aLocalMasterSaysHowManyThreadsAndTries(String url, int threads, int tries) {
        assertThat(MasterUrl.parse(url)).isEqualTo(new MasterUrl(threads, tries));
    }

    @Test
    void aStarIsAsManyThreadsAsThereAreProcessors() {
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(MasterUrl.parse("local[*]")).isEqualTo(new MasterUrl(processors, 1));
        assertThat(MasterUrl.parse("local[*,5]")).isEqualTo(new MasterUrl(processors, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Local",
                "local[]",
                "local[0]",
                "local[-2]",
                "local[2",
                "local[2]x",
                "local[x]",
                "local[2,]",
                "local[2,0]",
                "local[2,*]",
                "local[1,2,3]",
                "local[99999999999]",
                "spark://host:7077",
                "yarn"
            })
    void anythingElseIsNone(String url) {
        assertThat(MasterUrl.parse(url)).isNull();
    }
}
