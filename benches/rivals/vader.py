"""vaderSentiment over the sentences that sentencex cuts, of a JSONL file; says how many sentences were scored."""

import json
import sys

from sentencex import segment
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

analyzer = SentimentIntensityAnalyzer()
documents = sentences = 0
total = 0.0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        documents += 1
        for sentence in segment("en", json.loads(line)["text"]):
            total += analyzer.polarity_scores(sentence)["compound"]
            sentences += 1
print(json.dumps({"documents": documents, "sentences": sentences, "sum": round(total, 3)}))
