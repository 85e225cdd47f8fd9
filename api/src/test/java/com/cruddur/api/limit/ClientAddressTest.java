package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private static final ClientAddress NOBODY_TRUSTED = new ClientAddress(List.of());

    private static final ClientAddress BEHIND_PROXIES = new ClientAddress(
            Stream.of("10.0.0.0/16", "2001:db8::/32").map(Network::valueOf).toList());

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            203.0.113.9 | -                                  | 203.0.113.9
            203.0.113.9 | 198.51.100.1                       | 203.0.113.9
            10.0.3.4    | -                                  | 10.0.3.4
            10.0.3.4    | 198.51.100.1                       | 198.51.100.1
            10.0.3.4    | 192.0.2.66, 198.51.100.1           | 198.51.100.1
            10.0.3.4    | 192.0.2.66, 198.51.100.1, 10.0.9.9 | 198.51.100.1
            10.0.3.4    | 10.0.9.9                           | 10.0.9.9
            10.1.3.4    | 198.51.100.1                       | 10.1.3.4
            10.0.3.4    | 198.51.100.1, localhost            | 10.0.3.4
            10.0.3.4    | 198.51.100.1, 999.1.1.1            | 10.0.3.4
            10.0.3.4    | 198.51.100.1,                      | 10.0.3.4
            2001:db8::7 | 198.51.100.1                       | 198.51.100.1
            10.0.3.4    | 2001:470:1:2:3:4:5:6               | 2001047000010002
            """)
    void theLastAddressThatNoTrustedProxyHas(String remote, @Nullable String forwardedFor, String expected) {
        assertThat(BEHIND_PROXIES.of(request(remote, forwardedFor))).isEqualTo(expected);
    }

    @Test
    void withoutTrustedProxiesTheHeaderIsNotRead() {
        assertThat(NOBODY_TRUSTED.of(request("127.0.0.1", "198.51.100.1"))).isEqualTo("127.0.0.1");
    }

    @Test
    void severalHeadersAreOneList() {
        MockHttpServletRequest request = request("10.0.3.4", "192.0.2.66");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(BEHIND_PROXIES.of(request)).isEqualTo("198.51.100.1");
    }

    @Test
    void anIpV6CustomerIsOneAddress() {
        assertThat(NOBODY_TRUSTED.of(request("2001:470:1:2:3:4:5:6", null)))
                .isEqualTo(NOBODY_TRUSTED.of(request("2001:470:1:2::1", null)))
                .isNotEqualTo(NOBODY_TRUSTED.of(request("2001:470:1:3::1", null)));
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
