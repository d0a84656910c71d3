// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import java.util.ArrayList;
import java.util.Properties;
import org.apache.spark.util.CaseClass;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A job was accepted. */
public class SparkListenerJobStart extends CaseClass implements SparkListenerEvent {

    private final int jobId;
    private final long time;
    private final Seq<StageInfo> stageInfos;
    private final Properties properties;

    public SparkListenerJobStart(int jobId, long time, Seq<StageInfo> stageInfos, Properties properties) {
        this.jobId = jobId;
        this.time = time;
        this.stageInfos = stageInfos;
        this.properties = properties;
    }

    public int jobId() {
        return jobId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    /** All its stages, also those that will be skipped. */
    public Seq<StageInfo> stageInfos() {
        return stageInfos;
    }

    /** Local properties of the submitting thread, as they were then. */
    public Properties properties() {
        return properties;
    }

    /** Ids of {@link #stageInfos()}, each an Integer. */
    public Seq<Object> stageIds() {
        ArrayList<Object> ids = new ArrayList<>();
        for (Iterator<StageInfo> infos = stageInfos.iterator(); infos.hasNext(); ) {
            ids.add(infos.next().stageId());
        }
        return CollectionConverters.asScala(ids).toSeq();
    }

    @Override
    protected Object[] components() {
        return new Object[] {jobId, time, stageInfos, properties};
    }
}
