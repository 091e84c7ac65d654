from __future__ import annotations

import pickle

from feedback.analysis.chunks import Gist, Kit, Order, gist_of, name_of, read_order
from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.packing import pack_comments, unpack_read
from feedback.analysis.records import Comment

KIT = Kit(built_in_codebook(), (), 0.5)
COMMENTS = [Comment("1", "El personal muy amable. Raquetas nuevas en la cancha.", "es"), Comment("2", "n/a", "es")]


def test_a_gist_counts_what_is_explained_and_keeps_what_is_left() -> None:
    gist = gist_of(COMMENTS, KIT.read(COMMENTS), KIT.codebook)
    assert (len(gist.marks), gist.explained) == (2, {"es": 1})
    (left,) = gist.left
    assert (left.place, COMMENTS[0].text[left.start : left.end]) == (0, "Raquetas nuevas en la cancha.")
    assert left.mention.terms == ("raqueta", "nuevo", "cancha")


def test_another_process_reads_the_same() -> None:
    order = Order("kit", pickle.dumps(KIT), pack_comments(COMMENTS))
    gist, read = read_order(pickle.loads(pickle.dumps(order)))
    here = KIT.read(COMMENTS)
    assert Gist(*pickle.loads(gist)) == gist_of(COMMENTS, here, KIT.codebook)
    assert unpack_read(read) == (list(here.comments), list(here.leftovers))


def test_a_chunk_is_called_by_what_it_holds_and_how_it_is_read() -> None:
    packed = pack_comments(COMMENTS)
    assert name_of("a", packed) == name_of("a", pack_comments(COMMENTS))
    assert len({name_of("a", packed), name_of("b", packed), name_of("a", pack_comments(COMMENTS[:1]))}) == 3
