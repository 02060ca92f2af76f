/** A certificate authority whose key nobody has: nothing that the emulator makes is signed by it. Valid until 2126. */
export const caCertificate = `-----BEGIN CERTIFICATE-----
MIIBUzCCAQWgAwIBAgIUe8dwmFAjDZMz2k9LKfXMHguAbJwwBQYDK2VwMB4xHDAa
BgNVBAMME0VtdWxhdG9yIFByb2plY3QgQ0EwIBcNMjYxMTI1MjMyNjM4WhgPMjEy
NjExMDEyMzI2MzhaMB4xHDAaBgNVBAMME0VtdWxhdG9yIFByb2plY3QgQ0EwKjAF
BgMrZXADIQDeVFLQrvukV+ZyfYT/LFJCc3qy5Wj93O4mpF2Zw93U8KNTMFEwHQYD
VR0OBBYEFGgSfO03WvapghGwofFAyYrc/bg7MB8GA1UdIwQYMBaAFGgSfO03Wvap
ghGwofFAyYrc/bg7MA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAOT98rwH+cMHN
SbfIJT2f3RGJThqtOKvkMifz0I+bOdRj28Kh1RDdWnkZUSlF9VVwGx7a2TbZXF0G
MEyzgLQBAQ==
-----END CERTIFICATE-----
`;
