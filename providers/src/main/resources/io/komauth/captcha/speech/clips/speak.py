"""Speaks every character of the captcha's alphabet into en/ and zh/ beside this file, always with the same bytes."""
import array
import math
import os
import struct
import subprocess
import tempfile

RATE = 11025
FRAME = RATE // 100
LOUDNESS = 0.126
PEAK = 0.8
SILENCE = 0.012
LONGEST_PAUSE = 8
MARGIN = int(RATE * 0.02)

DIGITS = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
WORDS = {"a": "apple", "d": "dog", "e": "easy", "g": "girl", "h": "hotel", "j": "July", "m": "mother", "p": "paper",
         "r": "red", "t": "table", "u": "uncle", "w": "water", "x": "x-ray"}


def flite(text, slowness):
    return ["flite", "-voice", "rms", "--setf", f"duration_stretch={slowness}", "-t", text, "-o"]


def espeak(digit):
    """A digit, as espeak-ng reads a lone 三 or 四 as two syllables, the Chinese one and an English one."""
    return ["espeak-ng", "-v", "cmn", "-s", "110", "-p", "40", "-b", "1", digit, "-w"]


def spoken(command):
    """The samples, from -1 to 1, of what a synthesiser says when its command is given the file to write."""
    with tempfile.TemporaryDirectory() as folder:
        speech = os.path.join(folder, "speech.wav")
        subprocess.run(command + [speech], check=True)
        raw = subprocess.run(["sox", "-R", "-D", speech, "-t", "raw", "-e", "signed", "-b", "16", "-L", "-c", "1", "-",
                              "gain", "-6", "rate", "-v", str(RATE), "highpass", "70"],
                             check=True, stdout=subprocess.PIPE).stdout
    samples = array.array("h", raw)
    return [sample / 32768 for sample in samples]


def loudness(samples):
    """The root mean square of what is heard: silence inside a clip does not make it quieter."""
    powers = [sum(s * s for s in samples[i:i + FRAME]) / FRAME for i in range(0, len(samples) - FRAME, FRAME)]
    heard = [power for power in powers if power > max(powers) / 1000]
    return math.sqrt(sum(heard) / len(heard))


def trimmed(samples):
    """Without the silence around it, but with a short margin that is faded, so that nothing begins or ends in a click."""
    loud = [i for i, sample in enumerate(samples) if abs(sample) > SILENCE]
    first, last = max(0, loud[0] - MARGIN), min(len(samples), loud[-1] + 2 * MARGIN)
    clip = samples[first:last]
    for i in range(MARGIN // 2):
        clip[i] *= 2 * i / MARGIN
        clip[-1 - i] *= 2 * i / MARGIN
    return clip


def hurried(samples):
    """With no pause longer than the ear needs to tell the letter from its word."""
    clip, quiet = [], 0
    for i in range(0, len(samples), FRAME):
        frame = samples[i:i + FRAME]
        quiet = quiet + 1 if max(abs(sample) for sample in frame) < SILENCE else 0
        if quiet <= LONGEST_PAUSE:
            clip += frame
    return clip


def levelled(samples):
    gain = min(LOUDNESS / loudness(samples), PEAK / max(abs(sample) for sample in samples))
    return [sample * gain for sample in samples]


def mu_law(sample):
    """ITU-T G.711, with 14 bits a sample."""
    value = round(sample * 8192)
    magnitude = min(abs(value), 8158) + 33
    segment = magnitude.bit_length() - 6
    return ~((0x80 if value < 0 else 0) | segment << 4 | magnitude >> segment + 1 & 0xF) & 0xFF


def write(path, samples):
    data = bytes(mu_law(sample) for sample in samples)
    data += b"\xff" * (len(data) % 2)
    header = struct.pack("<HHIIHHH", 7, 1, RATE, RATE, 1, 8, 0)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(header)) + header + b"data" + struct.pack("<I", len(data)) + data
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", len(body)) + body)


def clip(path, command):
    write(path, levelled(hurried(trimmed(levelled(spoken(command))))))


os.chdir(os.path.dirname(os.path.abspath(__file__)))
for folder in ("en", "zh"):
    os.makedirs(folder, exist_ok=True)
for digit, english in DIGITS.items():
    clip(f"en/{digit}.wav", flite(english + ".", 1.1))
    clip(f"zh/{digit}.wav", espeak(digit))
for letter, word in WORDS.items():
    clip(f"en/{letter}.wav", flite(f"{letter.upper()}, as in {word}.", 0.88))
    clip(f"zh/{letter}.wav", flite(f"{word} duh {letter.upper()}.", 1.15))
