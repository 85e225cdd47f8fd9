package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private static final ClientAddress DIRECT = new ClientAddress(0);
    private static final ClientAddress BEHIND_ONE = new ClientAddress(1);
    private static final ClientAddress BEHIND_TWO = new ClientAddress(2);

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            -                                     | 10.0.3.4         | 10.0.3.4
            198.51.100.1                          | 198.51.100.1     | 10.0.3.4
            192.0.2.66, 198.51.100.1              | 198.51.100.1     | 192.0.2.66
            192.0.2.66, 198.51.100.1, 203.0.113.9 | 203.0.113.9      | 198.51.100.1
            198.51.100.1, localhost               | 10.0.3.4         | 198.51.100.1
            localhost, 198.51.100.1               | 198.51.100.1     | 10.0.3.4
            198.51.100.1,                         | 10.0.3.4         | 198.51.100.1
            192.0.2.66, 2001:470:1:2:3:4:5:6      | 20010470000100   | 192.0.2.66
            ::ffff:198.51.100.1                   | c6336401         | 10.0.3.4
            """)
    void asManyEntriesCountAsThereAreProxies(@Nullable String forwardedFor, String behindOne, String behindTwo) {
        assertThat(BEHIND_ONE.of(request("10.0.3.4", forwardedFor))).isEqualTo(behindOne);
        assertThat(BEHIND_TWO.of(request("10.0.3.4", forwardedFor))).isEqualTo(behindTwo);
    }

    @Test
    void withoutProxiesTheHeaderIsNotRead() {
        assertThat(DIRECT.of(request("127.0.0.1", "198.51.100.1"))).isEqualTo("127.0.0.1");
    }

    @Test
    void severalHeadersAreOneList() {
        MockHttpServletRequest request = request("10.0.3.4", "192.0.2.66");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(BEHIND_ONE.of(request)).isEqualTo("198.51.100.1");
    }

    @Test
    void anIpV6CustomerIsOneAddress() {
        assertThat(DIRECT.of(request("2001:470:1:2:3:4:5:6", null)))
                .isEqualTo(DIRECT.of(request("2001:470:1:ff::1", null)))
                .isNotEqualTo(DIRECT.of(request("2001:470:1:102::1", null)));
    }

    private static MockHttpServletRequest request(String remote, @Nullable String forwardedFor) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(remote);
        if (forwardedFor != null) {
            request.addHeader("X-Forwarded-For", forwardedFor);
        }
        return request;
    }
}
