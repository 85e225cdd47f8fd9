package com.cruddur.stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the handler logs while this is open. */
final class HandlerLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger(MessagingStreamHandler.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    HandlerLog() {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    List<ILoggingEvent> lines() {
        return appender.list;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
