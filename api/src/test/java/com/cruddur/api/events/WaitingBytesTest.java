package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingBytesTest {

    private final WaitingBytes waiting = new WaitingBytes(100);

    private final class Waits implements WaitingBytes.Holder {

        private int bytes;
        private boolean isClosed;

        void take(int more) {
            bytes += more;
            waiting.take(this, more);
            waiting.keepBound();
        }

        void send(int some) {
            bytes -= some;
            waiting.give(this, some, bytes);
        }

        @Override
        public int waitingBytes() {
            return bytes;
        }

        @Override
        public void close() {
            isClosed = true;
            send(bytes);
        }
    }

    @Test
    void thereIsRoomForSoManyAndAgainWhenSomeAreSent() {
        Waits one = new Waits();
        Waits other = new Waits();
        one.take(60);
        other.take(40);
        one.send(60);
        one.take(60);

        assertThat(waiting.now()).isEqualTo(100);
        assertThat(one.isClosed || other.isClosed).isFalse();
    }

    @Test
    void asManyEndAsItTakesAndThoseFirstForWhichMostWaits() {
        Waits small = new Waits();
        Waits greater = new Waits();
        Waits greatest = new Waits();
        small.take(10);
        greater.take(40);
        greatest.take(45);

        small.take(60);

        assertThat(small.isClosed).isTrue();
        assertThat(greater.isClosed || greatest.isClosed).isFalse();
        assertThat(waiting.now()).isEqualTo(85);

        Waits another = new Waits();
        another.take(41);

        assertThat(greatest.isClosed).isTrue();
        assertThat(greater.isClosed || another.isClosed).isFalse();
    }
}
