"""Calls a command of an RTMP application by librtmp: URL COMMAND ARGUMENT; prints the answer."""

import ctypes
import struct
import sys

HEADER_ROOM = 18  # librtmp writes a chunk's header in front of the body
COMMAND_MESSAGE = 0x14
TRANSACTION = 99.0


class Packet(ctypes.Structure):
    _fields_ = [
        ("header_type", ctypes.c_uint8),
        ("packet_type", ctypes.c_uint8),
        ("has_abs_timestamp", ctypes.c_uint8),
        ("channel", ctypes.c_int),
        ("timestamp", ctypes.c_uint32),
        ("stream_id", ctypes.c_int32),
        ("body_size", ctypes.c_uint32),
        ("bytes_read", ctypes.c_uint32),
        ("chunk", ctypes.c_void_p),
        ("body", ctypes.c_void_p),
    ]


def amf_string(text):
    data = text.encode()
    return b"\x02" + struct.pack(">H", len(data)) + data


def amf_number(number):
    return b"\x00" + struct.pack(">d", number)


def command(name, *arguments):
    return amf_string(name) + amf_number(TRANSACTION) + b"\x05" + b"".join(arguments)


def send(library, session, body):
    room = ctypes.create_string_buffer(b"\0" * HEADER_ROOM + body, HEADER_ROOM + len(body))
    packet = Packet(0, COMMAND_MESSAGE, 0, 3, 0, 0, len(body), 0, None,
                    ctypes.addressof(room) + HEADER_ROOM)
    if not library.RTMP_SendPacket(session, ctypes.byref(packet), 0):
        sys.exit("cannot send")


def main(url, name, argument):
    library = ctypes.CDLL("librtmp.so.1")
    library.RTMP_Alloc.restype = ctypes.c_void_p
    session = ctypes.c_void_p(library.RTMP_Alloc())
    library.RTMP_Init(session)
    address = ctypes.create_string_buffer(url.encode())
    if not library.RTMP_SetupURL(session, address) or not library.RTMP_Connect(session, None):
        sys.exit("cannot connect")
    sent = False
    packet = Packet()
    while library.RTMP_ReadPacket(session, ctypes.byref(packet)):
        if packet.body_size == 0 or packet.bytes_read != packet.body_size:
            continue
        body = ctypes.string_at(packet.body, packet.body_size)
        answer = amf_string("_result") + amf_number(TRANSACTION)
        if packet.packet_type == COMMAND_MESSAGE and body.startswith(answer):
            # "_result", number, null, string
            print(body[len(answer) + 1 + 3:].decode())
            return
        library.RTMP_ClientPacket(session, ctypes.byref(packet))
        library.RTMPPacket_Free(ctypes.byref(packet))
        if not sent and body.startswith(amf_string("_result")):
            send(library, session, command(name, amf_string(argument)))
            sent = True
    sys.exit("the server closed the connection")


main(*sys.argv[1:])
