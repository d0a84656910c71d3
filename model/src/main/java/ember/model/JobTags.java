// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what a job can be found and how it is cancelled; set by the submitting thread as local properties.
 *
 * @param group the job group; null: none
 * @param tags in the order they were written
 * @param interruptOnCancel whether cancelling interrupts the threads of its tasks
 */
public record JobTags(@Nullable String group, List<String> tags, boolean interruptOnCancel) {
    public static final String GROUP_PROPERTY = "spark.jobGroup.id";
    public static final String TAGS_PROPERTY = "spark.job.tags";
    public static final String INTERRUPT_PROPERTY = "spark.job.interruptOnCancel";

    private static final JobTags NONE = new JobTags(null, List.of(), false);

    public JobTags {
        tags = List.copyOf(tags);
    }

    /** Reads the three properties; an interrupt flag that is neither true nor false counts as false. */
    public static JobTags of(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return NONE;
        }
        return new JobTags(
                properties.get(GROUP_PROPERTY),
                split(properties.get(TAGS_PROPERTY)),
                "true".equalsIgnoreCase(properties.get(INTERRUPT_PROPERTY)));
    }

    private static List<String> split(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        List<String> tags = new ArrayList<>();
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            add(tags, text.substring(start, comma));
            start = comma + 1;
        }
        add(tags, text.substring(start));
        return tags;
    }

    private static void add(List<String> tags, String tag) {
        if (!tag.isEmpty()) {
            tags.add(tag);
        }
    }
}
