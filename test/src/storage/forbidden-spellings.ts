/** Hosts that lead to this machine, its network or no single public host, each written in a way that somebody tried before. */
export const forbiddenHosts: readonly string[] = [
  // Loopback, in every notation that the URL standard reads as an IPv4 address.
  ...["127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7F.1", "0x7f.0x0.0x0.0x1"],
  ...[
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
  ],
  // Unspecified, this network, broadcast.
  ...["0", "0.0.0.0", "0x0", "0.1.2.3", "255.255.255.255", "4294967295"],
  // Private, shared with a provider's customers, link-local with the cloud's metadata, and what is not given to hosts.
  ...["10.0.0.1", "0xa.1", "012.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "3232235777", "100.64.0.1"],
  ...["169.254.169.254", "2852039166", "0xA9FEA9FE", "169.254.43518", "192.0.0.192", "198.18.0.1", "192.0.2.1"],
  ...["198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.251", "239.255.255.250", "240.0.0.1"],
  // The same in IPv6: its own, and the wrapped ones.
  ...[
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::FFFF:10.0.0.1]",
    "[::127.0.0.1]",
  ],
  ...["[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]"],
  ...["[2002:a00:1::1]", "[2001:0:7f00:1::]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]"],
  ...["[ff02::1]", "[ff0e::1]", "[100::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]"],
  // Names of this machine that every resolver knows.
  ...["localhost", "LOCALHOST", "localhost.", "inside.localhost", "ｌｏｃａｌｈｏｓｔ"],
];
