// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.model.event.EngineEvent;
import java.util.List;

/** What is to stand on the terminal while jobs run. Told of events, asked for lines; both under one lock of whoever shows it. */
interface ConsoleView extends EngineEvent.Handler {
    /**
     * The lines as of now; none: there is nothing worth showing.
     *
     * @param width no line has more columns
     */
    List<String> lines(long nowMillis, int width);
}
